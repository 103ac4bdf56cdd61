using System.Reflection;
using System.Xml.Linq;

namespace Oft.Simulation.MiniLibero;

/// <summary>Writes the MJCF of a scene: base, arm, then its things in order.</summary>
internal static class SceneComposer
{
    private static readonly XElement basis = Read("base.xml"), arm = Read("arm.xml");

    /// <summary>The scene's text.</summary>
    public static string Compose(IReadOnlyList<Placed> scene)
    {
        var root = new XElement(basis);
        var world = root.Element("worldbody")!;
        world.Add(arm.Elements().Select(e => new XElement(e)));
        foreach (var placed in scene) world.Add(placed.Thing is Fixture fixture ? Body(placed.Name, fixture) : Body(placed.Name, (Movable)placed.Thing));
        return root.ToString(SaveOptions.DisableFormatting);
    }

    internal static XElement Body(string name, Movable thing) => new("body",
        new XAttribute("name", $"{name}_main"),
        new XElement("joint", new XAttribute("name", $"{name}_joint0"), new XAttribute("type", "free"), new XAttribute("damping", "0.0005")),
        Geoms(name, "g", thing.Shapes));

    internal static XElement Body(string name, Fixture thing) => new("body",
        new XAttribute("name", $"{name}_main"),
        Geoms(name, "g", thing.Shapes),
        Sites(name, thing.Places.Where(p => !p.OnPart)),
        thing.Part is not { } part ? null : new XElement("body",
            new XAttribute("name", $"{name}_part"),
            new XAttribute("pos", Shape.Numbers(part.Origin)),
            new XElement("joint",
                new XAttribute("name", $"{name}_joint0"),
                new XAttribute("type", part.Slides ? "slide" : "hinge"),
                new XAttribute("axis", Shape.Numbers(part.Axis)),
                new XAttribute("range", Shape.Numbers(part.Range)),
                new XAttribute("damping", part.Slides ? "4" : "0.02"),
                new XAttribute("frictionloss", part.Slides ? "0.4" : "0.02"),
                new XAttribute("armature", part.Slides ? "0.05" : "0.0005")),
            Geoms(name, "p", part.Shapes),
            Sites(name, thing.Places.Where(p => p.OnPart)),
            new XElement("site", new XAttribute("name", $"{name}_handle"), new XAttribute("pos", Shape.Numbers(part.Handle)), new XAttribute("size", "0.004"), new XAttribute("rgba", "0 0 0 -1"))));

    private static IEnumerable<XElement> Geoms(string name, string letter, IReadOnlyList<Shape> shapes) => shapes.Select((shape, i) => shape.ToGeom($"{name}_{letter}{i}"));

    // A site is invisible to the camera: its opacity is negative.
    private static IEnumerable<XElement> Sites(string name, IEnumerable<Place> places) => places.Select(place => new XElement("site",
        new XAttribute("name", $"{name}_{place.Name}"),
        new XAttribute("type", "box"),
        new XAttribute("pos", Shape.Numbers(place.Center)),
        new XAttribute("size", Shape.Numbers(place.Half)),
        new XAttribute("rgba", "0 0 0 -1")));

    private static XElement Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"scenes/{name}")!;
        return XElement.Load(stream);
    }
}
