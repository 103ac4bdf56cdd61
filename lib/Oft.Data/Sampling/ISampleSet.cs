using Oft.Contracts;

namespace Oft.Data.Sampling;

/// <summary>Samples to learn from, ordered by episode, whatever they were read from: the one thing training knows of data.</summary>
public interface ISampleSet
{
    /// <summary>The key of its statistics, and its name in messages.</summary>
    string Name { get; }

    /// <summary>What it holds, as one short text: another order or number of samples is another text.</summary>
    string Identity { get; }

    /// <summary>Samples per episode, each at least 1.</summary>
    IReadOnlyList<int> Episodes { get; }

    /// <summary>One sample; asked for on several threads at once.</summary>
    /// <param name="episode">Index in <see cref="Episodes"/>.</param>
    /// <param name="step">Where its chunk begins.</param>
    ChunkSample Sample(int episode, int step);

    /// <summary>Adds every row that counts in the statistics.</summary>
    /// <param name="actions">Takes [A] in robot units.</param>
    /// <param name="proprio">Takes [S] in robot units.</param>
    void Summarize(FieldSummary actions, FieldSummary proprio);
}
