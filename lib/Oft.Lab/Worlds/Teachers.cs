using Oft.Contracts;
using Oft.Simulation.Bimanual;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Worlds;

/// <summary>The tasks of the kit's own suites with their experts: mini-LIBERO's and mini-ALOHA's alike.</summary>
public static class Teachers
{
    // Clean and disturbed episodes in this mix teach both the way and the way back. Hands in action units, arms in radians.
    private static readonly double[] hands = [0, 0.3, 0.4, 0.5], arms = [0, 0.006, 0.012, 0.012];

    /// <summary>Every suite's name.</summary>
    public static IReadOnlyList<string> Suites => [.. MiniSuite.Names, .. BimanualSuite.Names];

    /// <summary>True for a suite of the two-armed robot.</summary>
    public static bool IsBimanual(string suite) => BimanualSuite.Names.Contains(suite);

    /// <summary>A suite's tasks in their order.</summary>
    /// <exception cref="ArgumentException">There is no such suite; the message lists those there are.</exception>
    public static IReadOnlyList<TaughtTask> Of(string suite) => IsBimanual(suite)
        ? [.. BimanualSuite.Load(suite).Tasks.Select(x => new TaughtTask(suite, x.Index, x.Name, x.Sentence, height => new Bimanual(x, height)))]
        : MiniSuite.Names.Contains(suite)
            ? [.. MiniSuite.Load(suite).Tasks.Select(x => new TaughtTask(suite, x.Index, x.Name, x.Sentence, height => new Mini(x, height)))]
            : throw new ArgumentException($"there is no suite '{suite}'; there are: {string.Join(", ", Suites)}.", nameof(suite));

    /// <summary>How an episode's executed actions are disturbed, by its seed.</summary>
    public static double NoiseOf(string suite, ulong seed) => (IsBimanual(suite) ? arms : hands)[seed % (ulong)hands.Length];

    private sealed class Mini(MiniTask task, int? height) : ITeacher
    {
        private readonly MiniWorld world = task.CreateWorld(height is { } size ? new MiniWorldOptions { ImageWidth = size, ImageHeight = size } : null);

        public Episode Record(ulong seed, int every) => Demonstrations.Record(world, seed, NoiseOf(task.Suite, seed), every);

        public Episode Rehearse(int initialState) => Demonstrations.Rehearse(world, initialState);

        public void Dispose() => world.Dispose();
    }

    private sealed class Bimanual(BimanualTask task, int? height) : ITeacher
    {
        private readonly BimanualWorld world = task.CreateWorld(height is { } size ? BimanualOptions.OfHeight(size) : null);

        public Episode Record(ulong seed, int every) => BimanualDemonstrations.Record(world, seed, NoiseOf(task.Suite, seed), every);

        public Episode Rehearse(int initialState) => BimanualDemonstrations.Rehearse(world, initialState);

        public void Dispose() => world.Dispose();
    }
}
