using System.Globalization;
using System.Security.Cryptography;
using System.Runtime.InteropServices;
using Oft.Contracts;

namespace Oft.Data.Sampling;

/// <summary>Samples that belong to no episode, held in memory: random-start clips.</summary>
/// <remarks>Its actions do not count in the statistics: a clip begins where no episode would be, so only the robot's own state is real.</remarks>
public sealed class ClipSet : ISampleSet
{
    private readonly IReadOnlyList<ChunkSample> samples;

    /// <summary>Takes samples.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="samples">At least one.</param>
    public ClipSet(string name, IReadOnlyList<ChunkSample> samples)
    {
        if (samples.Count == 0) throw new ArgumentException($"'{name}': expected at least one sample, got none.", nameof(samples));
        (Name, this.samples) = (name, samples);
        Episodes = [.. Enumerable.Repeat(1, samples.Count)];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var sample in samples) hash.AppendData(MemoryMarshal.AsBytes(sample.Target.Values.Span));
        Identity = string.Create(CultureInfo.InvariantCulture, $"{name}|{samples.Count}|{Convert.ToHexStringLower(hash.GetHashAndReset())}");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Episodes { get; }

    /// <inheritdoc/>
    public ChunkSample Sample(int episode, int step) => samples[episode];

    /// <inheritdoc/>
    public void Summarize(FieldSummary actions, FieldSummary proprio)
    {
        foreach (var sample in samples) proprio.Add(Singles.Of(sample.Observation.Proprio.Span));
    }
}
