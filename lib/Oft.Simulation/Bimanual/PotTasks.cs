using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Bimanual;

/// <summary>aloha_pot: the left hand takes the lid off, the right one puts the named one of three vegetables in. All three tasks share their initial states.</summary>
internal static class PotTasks
{
    public const string Suite = "aloha_pot";
    private const string Pot = "pot_1", Lid = "lid_1";
    private const double Radius = 0.070, Rim = 0.060;
    private static readonly string[] vegetables = ["red_pepper", "yellow_corn", "green_pepper"];

    public static IReadOnlyList<BimanualTask> Tasks() => [.. vegetables.Select((kind, i) => Of(i, kind))];

    private static BimanualTask Of(int index, string kind)
    {
        var thing = kind + "_1";
        return new BimanualTask(Suite, index, $"put the {kind.Replace('_', ' ')} into the pot", Scene(),
        [
            new(25, "the lid is off the pot", LidIsOff),
            new(25, "the named vegetable is the first that is lifted", world => world.IsHeld(Side.Right, thing) && !world.OnTable(thing)),
            new(25, "it is over the pot", world => world.IsHeld(Side.Right, thing) && OverPot(world, thing)),
            new(25, "it lies in the pot alone", world => InPot(world, thing) && !world.Touches(Side.Right, thing) && !vegetables.Any(other => other != kind && InPot(world, other + "_1"))),
        ], Script(thing, kind == "yellow_corn" ? 0 : 0.002), new BimanualFocus(thing, Pot));
    }

    private static Placed[] Scene() =>
    [
        new(Pot, TableThings.Vessel("pot", Paint.Gray, Radius, Rim), new Region(0, 0, 0.015, 0.02)),
        new(Lid, TableThings.Lid(Radius + 0.008), new Region(0, 0, 0, 0), Support: Pot),
        new("red_pepper_1", TableThings.Pepper("red"), new Region(0.19, -0.13, 0.02, 0.02), Group: "vegetables"),
        new("yellow_corn_1", TableThings.Corn(), new Region(0.19, 0, 0.02, 0.02), Group: "vegetables"),
        new("green_pepper_1", TableThings.Pepper("green"), new Region(0.19, 0.13, 0.02, 0.02), Group: "vegetables"),
    ];

    private static BimanualScript Script(string thing, double grip) => new(
        Left:
        [
            .. Legs.Take(Lid, 0.020, 0.20),
            Legs.Carry(_ => new HandPose(new Point(-0.20, 0.0, 0.20), HandPose.Down)),
        ],
        Right:
        [
            .. Legs.Take(thing, grip, 0.17, after: LidIsOff),
            Legs.Carry(world => new HandPose(world.PositionOf(Pot) with { Z = 0.17 }, HandPose.Down)),
            Legs.Carry(world => new HandPose(world.PositionOf(Pot) with { Z = 0.105 }, HandPose.Down)),
            Legs.Release(),
            new((world, _) => new HandPose(world.PositionOf(Pot) with { Z = 0.17 }, HandPose.Down), Legs.Open),
        ]);

    private static bool LidIsOff(BimanualWorld world) => (world.PositionOf(Lid) - world.PositionOf(Pot)).Horizontal > 1.5 * Radius;

    private static bool OverPot(BimanualWorld world, string thing) => (world.PositionOf(thing) - world.PositionOf(Pot)).Horizontal < Radius;

    private static bool InPot(BimanualWorld world, string thing) => OverPot(world, thing) && world.PositionOf(thing).Z < Rim;
}
