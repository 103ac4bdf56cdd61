using System.Xml.Linq;
using Oft.Simulation.Libero.Bddl;
using Oft.Simulation.Libero.Catalog;

namespace Oft.Simulation.Libero.Composition;

/// <summary>One thing of a scene: its body renamed and completed, its assets its own.</summary>
/// <remarks>Upstream: robosuite/models/objects/objects.py (MujocoXMLObject), the region search of libero/libero/envs/problems/*.py.</remarks>
internal sealed class ThingPiece
{
    private readonly MjcfPiece piece;
    private readonly XElement body;

    private ThingPiece(MjcfPiece piece, XElement body, SceneThing thing, IReadOnlyList<ScenePlace> places) => (this.piece, this.body, Thing, Places) = (piece, body, thing, places);

    /// <summary>What it became.</summary>
    public SceneThing Thing { get; }

    /// <summary>Regions of the task that are sites of it.</summary>
    public IReadOnlyList<ScenePlace> Places { get; }

    /// <summary>Loads a category's file for one instance.</summary>
    /// <exception cref="LiberoException">The category is not known, or its file is missing or lacks a part.</exception>
    public static ThingPiece Load(LiberoFolders folders, string instance, string category, bool fixture, IReadOnlyList<BddlRegion> regions)
    {
        var known = ThingClass.Of(category);
        var piece = MjcfPiece.Load(folders, folders.LiberoAsset(known.File));
        var outer = piece.World.Element("body") ?? throw new LiberoException($"{piece.Path}: there is no body.");
        var body = piece.Require(outer, "body", "object");
        double[] Mark(string name) => piece.Numbers(piece.Require(outer, "site", name), "pos", 3);
        var (bottom, top, radius) = (Mark("bottom_site"), Mark("top_site"), Mark("horizontal_radius_site")[0]);

        body.SetAttributeValue("name", "main");
        NameShapes(piece, body);
        piece.Prefix($"{instance}_");
        var places = FindPlaces(piece, body, instance, regions);
        if (!fixture) body.Add(new XElement("joint", new XAttribute("name", $"{instance}_joint0"), new XAttribute("type", "free"), new XAttribute("damping", "0.0005")));
        body.Add(new XElement("site", new XAttribute("name", $"{instance}_default_site"), new XAttribute("pos", "0 0 0"), new XAttribute("size", "0.002 0.002 0.002"),
            new XAttribute("rgba", "1 0 0 0"), new XAttribute("type", "sphere"), new XAttribute("group", "0")));
        return new ThingPiece(piece, body, new SceneThing
        {
            Name = instance,
            Category = category,
            Class = known,
            IsFixture = fixture,
            Joints = Names(body, "joint", _ => true),
            ContactGeoms = Names(body, "geom", MjcfPiece.IsSolid),
            Bottom = bottom,
            Top = top,
            Radius = radius,
        }, places);
    }

    /// <summary>Adds it to the scene: assets and body, nothing else of its file.</summary>
    public void AddTo(MjcfPiece scene)
    {
        scene.MergeAssets(piece);
        scene.World.Add(body);
    }

    // Only the groups 0 and 1 stay; the number counts those left out as well.
    private static void NameShapes(MjcfPiece piece, XElement body)
    {
        var geoms = body.Descendants("geom").ToList();
        for (var i = 0; i < geoms.Count; i++)
        {
            var group = (string?)geoms[i].Attribute("group") ?? throw new LiberoException($"{piece.Path}: a geom has no group, so nobody knows whether it is seen or touched.");
            if (group is not ("0" or "1")) geoms[i].Remove();
            else if (geoms[i].Attribute("name") is null) geoms[i].SetAttributeValue("name", $"g{i}");
        }
    }

    // Bodies in document order until one has no site below it; of all that have the region below them, the last counts.
    private static List<ScenePlace> FindPlaces(MjcfPiece piece, XElement body, string instance, IReadOnlyList<BddlRegion> regions)
    {
        var places = new Dictionary<string, ScenePlace>();
        foreach (var part in body.DescendantsAndSelf("body"))
        {
            var sites = part.Descendants("site").ToList();
            if (sites.Count == 0) break;
            foreach (var site in sites)
                if ((string?)site.Attribute("name") is { } name && regions.Any(region => region.Name == name))
                    places[name] = new ScenePlace(name, instance, [.. part.Elements("joint").Select(joint => (string?)joint.Attribute("name") ?? "")], piece.Numbers(site, "size", 3));
        }
        return [.. places.Values];
    }

    private static IReadOnlyList<string> Names(XElement body, string tag, Func<XElement, bool> which) =>
        [.. body.Descendants(tag).Where(which).Select(element => (string?)element.Attribute("name") ?? "").Where(name => name.Length > 0)];
}
