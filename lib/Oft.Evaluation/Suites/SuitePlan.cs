using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Oft.Evaluation.Suites;

/// <summary>All episodes of a run in their order: every task from every initial state, each with a seed of its own.</summary>
/// <remarks>The plan is a pure function of its arguments, so shards and resumed runs see the same episodes. LIBERO's own worlds take their n-th reset from the initial state's number and leave the seed alone.</remarks>
public sealed class SuitePlan
{
    /// <summary>Lays out a run.</summary>
    /// <param name="tasks">Task names in their order.</param>
    /// <param name="initialStates">Initial states a task, from 0.</param>
    /// <param name="seed">What the episodes' seeds are drawn from.</param>
    /// <param name="interleaved">Takes all tasks from state 0 first, then from state 1; otherwise task by task, as the reference does.</param>
    public SuitePlan(IReadOnlyList<string> tasks, int initialStates, ulong seed, bool interleaved = false)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tasks.Count, "tasks");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(initialStates);
        if (tasks.Distinct().Count() != tasks.Count) throw new ArgumentException("plan: expected every task once.", nameof(tasks));
        Seed = seed;
        var pairs = interleaved
            ? Enumerable.Range(0, initialStates).SelectMany(state => tasks.Select(task => (task, state)))
            : tasks.SelectMany(task => Enumerable.Range(0, initialStates).Select(state => (task, state)));
        Episodes = [.. pairs.Select((pair, index) => new PlannedEpisode(index, pair.task, pair.state, SeedOf(seed, pair.task, pair.state)))];
    }

    private SuitePlan(ulong seed, IReadOnlyList<PlannedEpisode> episodes) => (Seed, Episodes) = (seed, episodes);

    /// <summary>What the episodes' seeds are drawn from.</summary>
    public ulong Seed { get; }

    /// <summary>In the order they are run.</summary>
    public IReadOnlyList<PlannedEpisode> Episodes { get; }

    /// <summary>A part of this plan: the same episodes with the same seeds, and no others.</summary>
    public SuitePlan Only(IReadOnlyList<PlannedEpisode> episodes) => new(Seed, [.. episodes.Intersect(Episodes)]);

    /// <summary>The seed of one episode: the first eight bytes of a SHA-256 over run seed, task and initial state.</summary>
    public static ulong SeedOf(ulong seed, string task, int initialState) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{task}\n{initialState}")));
}
