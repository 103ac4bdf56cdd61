using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Bimanual;

/// <summary>aloha_transfer: the right hand takes a cube and gives it to the left one. The score is that of the public simulation, in steps of 25, with the right hand's letting go.</summary>
internal static class TransferTasks
{
    public const string Suite = "aloha_transfer";
    private const string Cube = "red_block_1";

    // Both hands level, palms a quarter turn apart, so that four fingers find room around one cube. The left one stops a centimetre short of its middle: the gate keeps hands 8 cm apart.
    private static readonly Point meeting = new(0, 0, 0.22);

    public static IReadOnlyList<BimanualTask> Tasks() =>
    [
        new(Suite, 0, "give the red cube to the left hand", [new(Cube, Catalog.Block("red", 0.04), new Region(0.14, 0, 0.05, 0.09))],
        [
            new(25, "the right hand holds the cube", world => world.IsHeld(Side.Right, Cube)),
            new(25, "the cube is off the table", world => world.IsHeld(Side.Right, Cube) && !world.OnTable(Cube)),
            new(25, "both hands hold it", world => world.IsHeld(Side.Left, Cube) && !world.OnTable(Cube)),
            new(25, "the left hand alone holds it", world => world.IsHeld(Side.Left, Cube) && !world.Touches(Side.Right, Cube) && !world.OnTable(Cube)),
        ], Script(), new BimanualFocus(Cube, null)),
    ];

    private static BimanualScript Script() => new(
        Left:
        [
            new((_, _) => new HandPose(meeting with { X = -0.13 }, 0, Math.PI / 2), Legs.Open, After: world => world.IsHeld(Side.Right, Cube)),
            new((_, _) => new HandPose(meeting with { X = -0.011 }, 0, Math.PI / 2), Legs.Open, After: AtMeeting, Speed: 0.15),
            new((_, begun) => begun, Legs.Closed, Dwell: 6),
            new((_, begun) => begun with { Grip = begun.Grip with { X = -0.08 } }, Legs.Closed, After: world => !world.IsHeld(Side.Right, Cube), Speed: 0.15),
        ],
        Right:
        [
            .. Legs.Take(Cube, 0, 0.14),
            Legs.Carry(_ => new HandPose(meeting, 0)),
            new((_, begun) => begun, Legs.Open, After: world => world.IsHeld(Side.Left, Cube), Dwell: 3),
            new((_, begun) => begun with { Grip = begun.Grip with { X = 0.14 } }, Legs.Open),
        ]);

    private static bool AtMeeting(BimanualWorld world) => world.IsHeld(Side.Right, Cube) && (world.GripOf(Side.Right) - meeting).Length < 0.03 && Math.Abs(world.PoseOf(Side.Right).Pitch) < 0.08;
}
