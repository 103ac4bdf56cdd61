namespace Oft.Simulation.Bimanual;

/// <summary>A named set of bimanual tasks.</summary>
/// <remarks>
/// <code>
/// var suite = BimanualSuite.Load("aloha_pot");
/// using var world = suite.Tasks[0].CreateWorld();                 // 112x84 views; BimanualOptions says otherwise
/// var demonstration = BimanualDemonstrations.Record(world, seed: 7, noise: 0.01);
/// world.Reset(initialState: 12, seed: 0);                         // evaluation: 50 fixed states that no demonstration starts from
/// </code>
/// The difficulty is fixed: a change of regions, sizes or milestones is a new benchmark and takes a new suite name.
/// </remarks>
public sealed class BimanualSuite
{
    private static readonly Dictionary<string, Lazy<IReadOnlyList<BimanualTask>>> all = new()
    {
        [TransferTasks.Suite] = new(TransferTasks.Tasks),
        [PotTasks.Suite] = new(PotTasks.Tasks),
        [PourTasks.Suite] = new(PourTasks.Tasks),
    };

    private BimanualSuite(string name, IReadOnlyList<BimanualTask> tasks) => (Name, Tasks) = (name, tasks);

    /// <summary>Every suite's name.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. all.Keys];

    /// <summary>This suite's name.</summary>
    public string Name { get; }

    /// <summary>Its tasks in their fixed order.</summary>
    public IReadOnlyList<BimanualTask> Tasks { get; }

    /// <summary>A suite by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public static BimanualSuite Load(string name) => all.TryGetValue(name, out var tasks)
        ? new BimanualSuite(name, tasks.Value)
        : throw new ArgumentException($"there is no suite '{name}'; there are: {string.Join(", ", Names)}.", nameof(name));
}
