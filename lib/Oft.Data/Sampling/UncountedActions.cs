using Oft.Contracts;

namespace Oft.Data.Sampling;

/// <summary>A set whose actions do not count in the statistics: random-start clips begin where no episode would be, so only the robot's own state is real.</summary>
/// <param name="set">Whose samples it gives.</param>
public sealed class UncountedActions(ISampleSet set) : ISampleSet, IDisposable
{
    /// <inheritdoc/>
    public string Name => set.Name;

    /// <inheritdoc/>
    public string Identity => set.Identity;

    /// <inheritdoc/>
    public IReadOnlyList<int> Episodes => set.Episodes;

    /// <inheritdoc/>
    public ChunkSample Sample(int episode, int step) => set.Sample(episode, step);

    /// <inheritdoc/>
    public void Summarize(FieldSummary actions, FieldSummary proprio)
    {
        var width = set.Sample(0, 0).Target.Width;
        set.Summarize(new FieldSummary(width), proprio);
    }

    /// <summary>Closes the set.</summary>
    public void Dispose() => (set as IDisposable)?.Dispose();
}
