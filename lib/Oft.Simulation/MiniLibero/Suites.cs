using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>The tasks of every suite, written down.</summary>
internal static class Suites
{
    /// <summary>Suites by name; a suite's tasks are made when it is first asked for.</summary>
    public static IReadOnlyDictionary<string, Lazy<IReadOnlyList<MiniTask>>> All { get; } = new Dictionary<string, Lazy<IReadOnlyList<MiniTask>>>
    {
        ["mini_base"] = new(Base),
    };

    private static IReadOnlyList<MiniTask> Base()
    {
        List<Placed> scene = [new("white_plate_1", Catalog.Plate("white"), new Region(0.02, 0.14)), new("red_block_1", Catalog.Block("red"), new Region(0.02, -0.12, 0.08, 0.08))];
        var done = new Atom(PredicateKind.On, "red_block_1", "white_plate_1");
        return [new MiniTask("mini_base", 0, "pick up the red block and place it on the white plate", scene, [new PickAndPlace("red_block_1", "white_plate_1", done)], [done])];
    }
}
