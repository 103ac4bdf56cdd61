using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Bimanual;

/// <summary>What bimanual scenes are made of beside the blocks of <see cref="Catalog"/>.</summary>
internal static class TableThings
{
    /// <summary>Thickness of a pot's or bowl's floor, m.</summary>
    private const double FloorThickness = 0.006;

    /// <summary>An open round vessel on the table.</summary>
    /// <param name="kind">Its name.</param>
    /// <param name="color">Its walls.</param>
    /// <param name="radius">Inside, m.</param>
    /// <param name="height">Of the rim, m.</param>
    public static Fixture Vessel(string kind, double[] color, double radius, double height) => new(kind, radius + 0.008,
    [
        new("cylinder", [radius, FloorThickness / 2], [.. color.Select(x => x * 0.6)], Z: FloorThickness / 2),
        .. Ring(color, radius, 0.004, height, 0, 12, mass: 0.01, slick: false),
    ], [0, 0, height], height, []);

    /// <summary>A lid with a knob that two fingers fit around.</summary>
    public static Movable Lid(double radius) => new("lid", radius, 0.004,
    [
        new("cylinder", [radius, 0.004], Paint.Steel, Mass: 0.05),
        new("box", [0.012, 0.012, 0.016], Paint.Dark, Z: 0.020, Mass: 0.01),
    ], GripHeight: 0.020);

    /// <summary>A pepper: a block with a green stem.</summary>
    public static Movable Pepper(string color) => new($"{color}_pepper", 0.026, 0.022,
    [
        new("box", [0.018, 0.018, 0.022], Catalog.Color(color), Mass: 0.05),
        new("box", [0.004, 0.004, 0.006], Paint.Dark, Z: 0.027, Mass: 0),
    ]);

    /// <summary>A cob of corn, lying across the arms' way.</summary>
    public static Movable Corn() => new("yellow_corn", 0.036, 0.017,
    [
        new("box", [0.034, 0.017, 0.017], Paint.Yellow, Mass: 0.05),
        new("box", [0.010, 0.0175, 0.0175], Paint.Green, X: 0.026, Mass: 0),
    ]);

    /// <summary>A cup with straight, slick walls: what is in it would otherwise lock itself by friction when it is tipped.</summary>
    public static Movable Cup() => new("cup", 0.027, 0.036,
    [
        new("cylinder", [0.024, 0.003], Paint.Purple, Z: -0.033, Mass: 0.01, Slick: true),
        .. Ring(Paint.Purple, 0.022, 0.003, 0.066, -0.030, 8, mass: 0.004, slick: true),
    ], GripHeight: 0.004);

    /// <summary>A small round piece.</summary>
    public static Movable Raisin() => new("raisin", 0.008, 0.008, [new("sphere", [0.008], Paint.Brown, Mass: 0.003, Slick: true)]);

    // Flat walls around a middle; their inner faces stand at the radius.
    private static IEnumerable<Shape> Ring(double[] color, double radius, double thickness, double height, double bottom, int walls, double mass, bool slick)
    {
        var half = (radius + thickness) * Math.Tan(Math.PI / walls);
        for (var i = 0; i < walls; i++)
        {
            var angle = 2 * Math.PI * i / walls;
            var at = radius + thickness / 2;
            yield return new Shape("box", [thickness / 2, half, height / 2], color, at * Math.Cos(angle), at * Math.Sin(angle), bottom + height / 2, angle, mass, slick);
        }
    }
}
