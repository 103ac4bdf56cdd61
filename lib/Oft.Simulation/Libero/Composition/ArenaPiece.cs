using System.Xml.Linq;
using Oft.Simulation.Libero.Bddl;
using Oft.Simulation.Libero.Catalog;

namespace Oft.Simulation.Libero.Composition;

/// <summary>Room and table: the scene file with its cameras, pictures, table size and zones.</summary>
/// <remarks>Upstream: robosuite/models/arenas/arena.py, libero/libero/envs/arenas/*.py, envs/objects/target_zones.py.</remarks>
internal static class ArenaPiece
{
    private const string SolidColor = "0.5 0.5 0 1";
    private const double ZoneHalfHeight = 0.007, LegInset = 0.1, LegRadius = 0.025;
    private static readonly double[] tableHalf = [0.5, 0.6, 0.025];

    /// <summary>The arena of a task, and its zones as places.</summary>
    /// <exception cref="LiberoException">The scene file is missing or lacks a part.</exception>
    public static (MjcfPiece Piece, IReadOnlyList<ScenePlace> Zones) Load(LiberoFolders folders, Domain domain, BddlTask task)
    {
        var piece = MjcfPiece.Load(folders, folders.LiberoAsset($"scenes/{domain.Scene}.xml"));
        piece.PaintSolid(SolidColor, except: "floor");
        Picture(folders, piece, "texplane", domain.Floor);
        Picture(folders, piece, "tex-wall", domain.Wall);
        if (domain.TableFriction is { } friction) SizeTable(piece, domain, friction);
        foreach (var (name, position, quaternion) in domain.Cameras)
        {
            var camera = piece.World.Descendants("camera").FirstOrDefault(known => (string?)known.Attribute("name") == name);
            if (camera is null) piece.World.Add(camera = new XElement("camera", new XAttribute("name", name)));
            camera.SetAttributeValue("pos", MjcfPiece.Numbers(position));
            camera.SetAttributeValue("quat", MjcfPiece.Numbers(quaternion));
        }
        var body = piece.Require(piece.World, "body", domain.ZoneBody);
        var zones = task.Regions.Where(region => region.Name.Contains(domain.ZonePrefix, StringComparison.Ordinal)).Select(region => Zone(body, domain, task, region)).ToList();
        return (piece, zones);
    }

    private static ScenePlace Zone(XElement body, Domain domain, BddlTask task, BddlRegion region)
    {
        if (region.Ranges is not [var (x0, y0, x1, y1), ..] || x1 < x0 || y1 < y0) throw new LiberoException($"{task.File}: the region '{region.Name}' of the workspace has no rectangle, or one turned inside out.");
        double[] center = [(x1 + x0) / 2 + domain.ZoneOffset[0], (y1 + y0) / 2 + domain.ZoneOffset[1], domain.ZoneOffset[2]], half = [(x1 - x0) / 2, (y1 - y0) / 2, ZoneHalfHeight];
        body.Add(new XElement("site",
            new XAttribute("name", region.Name),
            new XAttribute("type", "box"),
            new XAttribute("pos", MjcfPiece.Numbers(center)),
            new XAttribute("quat", "1 0 0 0"),
            new XAttribute("size", MjcfPiece.Numbers(half)),
            new XAttribute("rgba", MjcfPiece.Numbers(region.Color))));
        return new ScenePlace(region.Name, null, [], half);
    }

    private static void Picture(LiberoFolders folders, MjcfPiece piece, string texture, string file)
    {
        var attribute = piece.Require(piece.Assets, "texture", texture).Attribute("file") ?? throw new LiberoException($"{piece.Path}: the texture '{texture}' names no file.");
        attribute.Value = folders.Referenced("", attribute.Value[..(attribute.Value.LastIndexOf('/') + 1)] + file);
    }

    private static void SizeTable(MjcfPiece piece, Domain domain, IReadOnlyList<double> friction)
    {
        var table = piece.Require(piece.World, "body", domain.ZoneBody);
        table.SetAttributeValue("pos", MjcfPiece.Numbers([domain.Origin[0], domain.Origin[1], -tableHalf[2] + domain.Origin[2]]));
        var solid = piece.Require(table, "geom", "table_collision");
        solid.SetAttributeValue("size", MjcfPiece.Numbers(tableHalf));
        solid.SetAttributeValue("friction", MjcfPiece.Numbers(friction));
        piece.Require(table, "geom", "table_visual").SetAttributeValue("size", MjcfPiece.Numbers(tableHalf));
        piece.Require(table, "site", "table_top").SetAttributeValue("pos", MjcfPiece.Numbers([0, 0, tableHalf[2]]));
        var half = (domain.Origin[2] - tableHalf[2]) / 2;        // of a leg's height
        (double X, double Y)[] corners = [(1, 1), (-1, 1), (-1, -1), (1, -1)];
        for (var i = 0; i < corners.Length; i++)
        {
            var leg = piece.Require(table, "geom", $"table_leg{i + 1}_visual");
            leg.SetAttributeValue("pos", MjcfPiece.Numbers([corners[i].X * tableHalf[0] - corners[i].X * LegInset, corners[i].Y * tableHalf[1] - corners[i].Y * LegInset, -half]));
            leg.SetAttributeValue("size", MjcfPiece.Numbers([LegRadius, half]));
        }
    }
}
