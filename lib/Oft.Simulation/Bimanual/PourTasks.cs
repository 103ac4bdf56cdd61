using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Bimanual;

/// <summary>aloha_pour: the right hand pours a cup of raisins into the named one of two bowls. Both tasks share their initial states.</summary>
internal static class PourTasks
{
    public const string Suite = "aloha_pour";
    private const string Cup = "cup_1";
    private const double Radius = 0.062, Rim = 0.040, Pitch = 0.40, Grip = 0.004;
    private const int Raisins = 6, Enough = 4;
    private static readonly string[] colours = ["blue", "yellow"];

    // Where the hand stands beside a bowl's middle: what leaves a tipped cup flies a few centimetres on. The hand is level then, so that it flies to the side alone.
    private const double Aside = -0.065, Height = 0.11, Tip = 2.5, Level = 0.05;

    public static IReadOnlyList<BimanualTask> Tasks() => [.. colours.Select(Of)];

    private static BimanualTask Of(string colour, int index)
    {
        var (bowl, other) = ($"{colour}_bowl_1", $"{colours[1 - index]}_bowl_1");
        var raisins = new Contents(Cup, TableThings.Raisin(), Raisins, Floor: -0.030);
        return new BimanualTask(Suite, index, $"pour the raisins into the {colour} bowl",
        [
            new("blue_bowl_1", TableThings.Vessel("blue_bowl", Paint.Blue, Radius, Rim), new Region(0, 0.14, 0.015, 0.015), Group: "bowls"),
            new("yellow_bowl_1", TableThings.Vessel("yellow_bowl", Paint.Yellow, Radius, Rim), new Region(0, -0.14, 0.015, 0.015), Group: "bowls"),
            new(Cup, TableThings.Cup(), new Region(0.13, 0, 0.02, 0.04)),
        ],
        [
            new(25, "the cup is lifted", world => world.IsHeld(Side.Right, Cup) && !world.OnTable(Cup)),
            new(25, "it is over the named bowl", world => world.IsHeld(Side.Right, Cup) && (world.PositionOf(Cup) - world.PositionOf(bowl)).Horizontal < Radius + 0.02),
            new(25, "a raisin lies in that bowl", world => In(world, raisins, bowl) > 0),
            new(25, "four of six lie in it and none in the other", world => In(world, raisins, bowl) >= Enough && In(world, raisins, other) == 0),
        ], Script(bowl), new BimanualFocus(Cup, bowl), raisins);
    }

    private static BimanualScript Script(string bowl) => new(
        Left: [],
        Right:
        [
            .. Legs.Take(Cup, Grip, Height + 0.03, Pitch),
            Legs.Carry(world => new HandPose(Beside(world, bowl), Level)),
            new((world, _) => new HandPose(Beside(world, bowl), Level, Tip), Legs.Closed, Dwell: 20, Speed: 0.16),
            new((world, _) => new HandPose(Beside(world, bowl), Level), Legs.Closed),
        ]);

    private static Point Beside(BimanualWorld world, string bowl)
    {
        var at = world.PositionOf(bowl);
        return new Point(at.X, at.Y + Aside, Height);
    }

    private static int In(BimanualWorld world, Contents raisins, string bowl) =>
        raisins.Names.Count(name => world.PositionOf(name) is { Z: < Rim } at && (at - world.PositionOf(bowl)).Horizontal < Radius);
}
