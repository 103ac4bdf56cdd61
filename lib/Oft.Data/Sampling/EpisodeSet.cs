using System.Globalization;
using Oft.Contracts;

namespace Oft.Data.Sampling;

/// <summary>Episodes held in memory, cut into chunks of K actions.</summary>
public sealed class EpisodeSet : ISampleSet
{
    private readonly List<Episode> episodes;
    private readonly List<Episode> all;
    private readonly int chunkLength;

    /// <summary>Takes episodes; those too short for one chunk are counted and left out.</summary>
    /// <param name="name">The key of its statistics.</param>
    /// <param name="episodes">In any order, which is kept.</param>
    /// <param name="chunkLength">K.</param>
    /// <param name="end">What becomes of the last K - 1 steps.</param>
    /// <exception cref="ArgumentException">None of the episodes has a whole chunk.</exception>
    public EpisodeSet(string name, IEnumerable<Episode> episodes, int chunkLength, ChunkEnd end = ChunkEnd.Drop)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunkLength);
        (Name, this.chunkLength, all) = (name, chunkLength, [.. episodes]);
        int Samples(Episode episode) => end is ChunkEnd.RepeatLast ? episode.Steps.Count : episode.Steps.Count - chunkLength + 1;
        this.episodes = [.. all.Where(episode => Samples(episode) > 0)];
        Episodes = [.. this.episodes.Select(Samples)];
        TooShort = all.Count - this.episodes.Count;
        if (this.episodes.Count == 0) throw new ArgumentException($"'{name}': expected at least one episode of {chunkLength} steps or more, got {all.Count} shorter ones.", nameof(episodes));
        Identity = string.Create(CultureInfo.InvariantCulture, $"{name}|{chunkLength}|{end}|{string.Join(',', this.episodes.Select(episode => $"{episode.Task}:{episode.Seed}:{episode.Steps.Count}"))}");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Episodes { get; }

    /// <summary>Episodes without a whole chunk.</summary>
    public int TooShort { get; }

    /// <inheritdoc/>
    public ChunkSample Sample(int episode, int step)
    {
        var steps = episodes[episode].Steps;
        var width = steps[step].Action.Length;
        var values = new double[chunkLength * width];
        for (var k = 0; k < chunkLength; k++) steps[Math.Min(step + k, steps.Count - 1)].Action.Span.CopyTo(values.AsSpan(k * width));
        return new ChunkSample(steps[step].Observation, new ActionChunk(chunkLength, width, values)) { TargetOffsets = steps[step].TargetOffsets };
    }

    /// <inheritdoc/>
    // Upstream: episodes too short for a chunk count too (dataset_statistics, prismatic/vla/datasets/rlds/utils/data_utils.py).
    public void Summarize(FieldSummary actions, FieldSummary proprio)
    {
        foreach (var step in all.SelectMany(episode => episode.Steps))
        {
            actions.Add(Singles.Of(step.Action.Span));
            proprio.Add(Singles.Of(step.Observation.Proprio.Span));
        }
    }
}
