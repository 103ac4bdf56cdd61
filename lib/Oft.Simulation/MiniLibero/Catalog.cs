using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>Every thing the scenes are made of: primitives in the house's own colours.</summary>
internal static class Catalog
{
    private const double Quarter = Math.PI / 2, Half = Math.PI;

    // Movable things: 3 to 8 cm.

    public static Movable Block(string color, double edge = 0.054) => new($"{color}_block", edge * 0.7, edge / 2, [new("box", [edge / 2, edge / 2, edge / 2], Color(color), Mass: 0.10)], YawPeriod: Quarter);

    /// <summary>A round tin with a band of another colour.</summary>
    public static Movable Can(string kind, double[] body, double[] band) => new(kind, 0.03, 0.035,
    [
        new("cylinder", [0.027, 0.035], body, Mass: 0.12),
        new("cylinder", [0.0275, 0.012], band, Mass: 0),
        new("cylinder", [0.024, 0.0005], Paint.Steel, Z: 0.0352, Mass: 0),
    ]);

    /// <summary>A flat box, twice as long as wide.</summary>
    public static Movable Box(string kind, double[] body, double[] label) => new(kind, 0.043, 0.018,
    [
        new("box", [0.036, 0.024, 0.018], body, Mass: 0.10),
        new("box", [0.022, 0.014, 0.0005], label, Z: 0.0182, Mass: 0),
    ], YawPeriod: Half);

    /// <summary>A tall carton with a coloured top.</summary>
    public static Movable Carton(string kind, double[] body, double[] top) => new(kind, 0.035, 0.039,
    [
        new("box", [0.024, 0.024, 0.030], body, Z: -0.009, Mass: 0.11),
        new("box", [0.024, 0.017, 0.009], top, Z: 0.030, Mass: 0.01),
        new("box", [0.0245, 0.0245, 0.007], top, Z: -0.010, Mass: 0),
    ], GripHeight: 0.006, YawPeriod: Half);

    /// <summary>A bottle: a body, a neck and a cap.</summary>
    public static Movable Bottle(string kind, double[] body, double[] cap) => new(kind, 0.029, 0.040,
    [
        new("cylinder", [0.026, 0.026], body, Z: -0.014, Mass: 0.12),
        new("cylinder", [0.013, 0.009], body, Z: 0.021, Mass: 0.005),
        new("cylinder", [0.015, 0.005], cap, Z: 0.035, Mass: 0.005),
    ], GripHeight: 0.002);

    /// <summary>A small bowl: a foot, a wider wall and a dark hollow.</summary>
    public static Movable Bowl(string kind, double[] body, double[] hollow) => new(kind, 0.036, 0.022,
    [
        new("cylinder", [0.025, 0.006], body, Z: -0.016, Mass: 0.05),
        new("cylinder", [0.035, 0.016], body, Z: 0.006, Mass: 0.06),
        new("cylinder", [0.029, 0.0005], hollow, Z: 0.0222, Mass: 0),
    ], GripHeight: 0.004);

    /// <summary>A cup: a tall cylinder with a dark hollow and a painted ring.</summary>
    public static Movable Cup(string kind, double[] body, double[] ring) => new(kind, 0.031, 0.034,
    [
        new("cylinder", [0.029, 0.034], body, Mass: 0.10),
        new("cylinder", [0.0295, 0.005], ring, Z: 0.018, Mass: 0),
        new("cylinder", [0.023, 0.0005], Paint.Dark, Z: 0.0342, Mass: 0),
    ]);

    // Fixtures.

    public static Fixture Plate(string color) => new($"{color}_plate", 0.060,
    [
        new("cylinder", [0.072, 0.004], Color(color), Z: 0.004),
        new("cylinder", [0.045, 0.001], Darker(Color(color), 0.85), Z: 0.0085, Mass: 0),
    ], [0, 0, 0.008], 0.01, []);

    /// <summary>An open box to drop things into.</summary>
    public static Fixture Basket(string kind, double[] color, double half = 0.072, double height = 0.05) => new(kind, half * 1.25,
    [
        new("box", [half, half, 0.003], Darker(color), Z: 0.003),
        new("box", [0.005, half, height / 2], color, X: half, Z: height / 2),
        new("box", [0.005, half, height / 2], color, X: -half, Z: height / 2),
        new("box", [half + 0.005, 0.005, height / 2], color, Y: half, Z: height / 2),
        new("box", [half + 0.005, 0.005, height / 2], color, Y: -half, Z: height / 2),
    ], [0, 0, 0.006], height, [new("contain_region", [0, 0, height / 2 + 0.006], [half - 0.004, half - 0.004, height / 2])]);

    /// <summary>A low wooden board something may stand on.</summary>
    public static Fixture Board(string kind, double[] color, double half = 0.085, double height = 0.024) => new(kind, half * 1.15,
    [
        new("box", [half, half, height / 2], color, Z: height / 2),
        new("box", [half * 0.8, half * 0.8, 0.0005], Lighter(color), Z: height + 0.0002, Mass: 0),
    ], [0, 0, height], height, [new("top_region", [0, 0, height], [half - 0.015, half - 0.015, 0.007])]);

    /// <summary>A painted square on the table.</summary>
    public static Fixture Zone(string color, double half = 0.06) => new($"{color}_zone", half,
    [
        new("box", [half, half, 0.0006], Color(color), Z: 0.0006, Mass: 0),
        new("box", [half * 0.7, half * 0.7, 0.0004], Lighter(Color(color)), Z: 0.0010, Mass: 0),
    ], [0, 0, 0], 0, [new("region", [0, 0, 0.002], [half, half, 0.007], Painted: true)]);

    /// <summary>A stove with one burner and, on its left, a knob that turns about the vertical.</summary>
    public static Fixture Stove(bool knob = true) => new("stove", knob ? 0.120 : 0.095,
    [
        new("box", [0.075, 0.075, 0.012], Paint.Dark, Z: 0.012),
        new("cylinder", [0.058, 0.0010], Paint.Gray, Z: 0.0244, Mass: 0),
        new("cylinder", [0.046, 0.0010], Paint.Red, Z: 0.0256, Mass: 0),
        new("cylinder", [0.034, 0.0010], Paint.Gray, Z: 0.0268, Mass: 0),
        .. knob ? [new Shape("box", [0.075, 0.034, 0.012], Paint.Steel, Y: -0.109, Z: 0.012)] : Array.Empty<Shape>(),
    ], [0, 0, 0.024], 0.03, [new("cook_region", [0, 0, 0.024], [0.055, 0.055, 0.007])], !knob ? null :
        new MovingPart(false, [0, 0, 1], [0, -0.109, 0.024], [-0.02, 1.8],
        [
            new("cylinder", [0.022, 0.003], Paint.White, Z: 0.003, Mass: 0.05),
            new("box", [0.030, 0.008, 0.019], Paint.Red, Z: 0.025, Mass: 0.03),
        ], [0, 0, 0.032], null));

    /// <summary>A cabinet with one drawer that slides out towards the left, with a loop to hook into, and a flat top.</summary>
    public static Fixture Cabinet() => new("cabinet", 0.120,
    [
        new("box", [0.085, 0.075, 0.004], Paint.Brown, Z: 0.004),
        new("box", [0.085, 0.075, 0.005], Paint.Brown, Z: 0.069),
        new("box", [0.005, 0.075, 0.032], Paint.Brown, X: 0.080, Z: 0.036),
        new("box", [0.005, 0.075, 0.032], Paint.Brown, X: -0.080, Z: 0.036),
        new("box", [0.085, 0.005, 0.032], Paint.Brown, Y: 0.070, Z: 0.036),
        new("box", [0.068, 0.058, 0.001], Paint.Wicker, Z: 0.0742, Mass: 0),
    ], [0, 0, 0.074], 0.076, [new("top_region", [0, 0, 0.074], [0.065, 0.058, 0.007]), new("drawer_region", [0, 0.004, 0.030], [0.062, 0.055, 0.026], OnPart: true, Drop: 0.045)],
        new MovingPart(true, [0, -1, 0], [0, -0.004, 0.008], [0, 0.125],
        [
            new("box", [0.071, 0.065, 0.003], Paint.Cream, Z: 0.005, Mass: 0.10),
            new("box", [0.073, 0.005, 0.026], Paint.Wicker, Y: -0.068, Z: 0.028, Mass: 0.08),
            new("box", [0.071, 0.004, 0.018], Paint.Cream, Y: 0.062, Z: 0.020, Mass: 0.05),
            new("box", [0.004, 0.065, 0.018], Paint.Cream, X: 0.067, Z: 0.020, Mass: 0.05),
            new("box", [0.004, 0.065, 0.018], Paint.Cream, X: -0.067, Z: 0.020, Mass: 0.05),
            new("box", [0.005, 0.030, 0.006], Paint.Steel, X: 0.040, Y: -0.103, Z: 0.040, Mass: 0.01),
            new("box", [0.005, 0.030, 0.006], Paint.Steel, X: -0.040, Y: -0.103, Z: 0.040, Mass: 0.01),
            new("box", [0.045, 0.005, 0.012], Paint.Steel, Y: -0.133, Z: 0.034, Mass: 0.02),
        ], [0, -0.101, 0.034], new JointLimits(0.10, 0.01)));

    /// <summary>A solid block of shelf to put things on.</summary>
    public static Fixture Shelf() => new("shelf", 0.095,
    [
        new("box", [0.072, 0.072, 0.030], Paint.Brown, Z: 0.030),
        new("box", [0.060, 0.060, 0.001], Paint.Wicker, Z: 0.0602, Mass: 0),
    ], [0, 0, 0.060], 0.060, [new("top_region", [0, 0, 0.060], [0.060, 0.060, 0.007])]);

    /// <summary>A colour by its word.</summary>
    public static double[] Color(string name) => name switch
    {
        "red" => Paint.Red, "green" => Paint.Green, "blue" => Paint.Blue, "yellow" => Paint.Yellow, "orange" => Paint.Orange, "purple" => Paint.Purple,
        "pink" => Paint.Pink, "cyan" => Paint.Cyan, "white" => Paint.White, "black" => Paint.Black, "gray" => Paint.Gray,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such colour in the catalogue"),
    };

    private static double[] Lighter(double[] color) => [.. color.Select(c => c + (1 - c) * 0.35)];

    private static double[] Darker(double[] color, double share = 0.6) => [.. color.Select(c => c * share)];
}
