namespace Oft.Simulation.MiniLibero;

/// <summary>A named set of tasks.</summary>
/// <remarks>
/// <code>
/// var suite = MiniSuite.Load("mini_spatial");
/// using var world = suite.Tasks[0].CreateWorld();                       // 84x84 views; MiniWorldOptions says otherwise
/// var demonstration = Demonstrations.Record(world, seed: 7, noise: 0.3);  // an Episode, with offsets for an auxiliary loss
/// var clips = RandomStartClips.Draw(world, seed: 7, frames: 2);           // frames in which the hand says nothing about the target
/// world.Reset(initialState: 12, seed: 0);                               // evaluation: 50 fixed states that no demonstration starts from
/// </code>
/// </remarks>
public sealed class MiniSuite
{
    private MiniSuite(string name, IReadOnlyList<MiniTask> tasks) => (Name, Tasks) = (name, tasks);

    /// <summary>Every suite's name.</summary>
    public static IReadOnlyList<string> Names => [.. Suites.All.Keys];

    /// <summary>This suite's name.</summary>
    public string Name { get; }

    /// <summary>Its tasks in their fixed order.</summary>
    public IReadOnlyList<MiniTask> Tasks { get; }

    /// <summary>A suite by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public static MiniSuite Load(string name) => Suites.All.TryGetValue(name, out var tasks)
        ? new MiniSuite(name, tasks.Value)
        : throw new ArgumentException($"there is no suite '{name}'; there are: {string.Join(", ", Names)}.", nameof(name));
}
