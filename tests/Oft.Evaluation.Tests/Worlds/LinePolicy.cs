using Oft.Contracts;

namespace Oft.Evaluation.Tests.Worlds;

/// <summary>Walks to the goal and misses it for some initial states: a policy whose rate is between 0 and 1, batched or not.</summary>
public sealed class LinePolicy(Func<Observation, double>? speed = null, int chunk = 4) : IBatchPolicy
{
    private readonly Func<Observation, double> speed = speed ?? Toward;

    public List<int> Batches { get; } = [];

    public List<Observation> Seen { get; } = [];

    /// <summary>To the goal at full speed.</summary>
    public static double Toward(Observation seen) => Math.Clamp(seen.Proprio.Span[1] - seen.Proprio.Span[0], -1, 1);

    /// <summary>The wrong way where the goal is far.</summary>
    public static double Careless(Observation seen) => seen.Proprio.Span[1] >= 14 ? -1 : Toward(seen);

    public ActionChunk Act(Observation observation) => Act([observation])[0];

    public IReadOnlyList<ActionChunk> Act(IReadOnlyList<Observation> observations)
    {
        lock (Batches)
        {
            Batches.Add(observations.Count);
            Seen.AddRange(observations);
        }
        return [.. observations.Select(seen => new ActionChunk(chunk, 2, Enumerable.Range(0, chunk).SelectMany(step => new[] { speed(seen), step }).ToArray()))];
    }
}
