namespace Oft.Training.Batches;

/// <summary>Samples of different length side by side: padded on the right, cut at the longest that is allowed.</summary>
/// <param name="Rows">B.</param>
/// <param name="Length">T.</param>
/// <param name="InputIds">[B, T] row-major.</param>
/// <param name="Labels">[B, T] row-major.</param>
/// <param name="AttentionMask">[B, T] true where a token stands.</param>
/// <remarks>Upstream: prismatic/util/data_utils.py, PaddedCollatorForActionPrediction; its squeeze, which loses the batch axis of a single sample, is not copied.</remarks>
public sealed record TokenBatch(int Rows, int Length, int[] InputIds, int[] Labels, bool[] AttentionMask)
{
    /// <summary>Puts samples together.</summary>
    /// <param name="samples">At least one.</param>
    /// <param name="padId">What fills the rest.</param>
    /// <param name="longest">Tokens per row at most.</param>
    public static TokenBatch Collate(IReadOnlyList<SampleTokens> samples, int padId, int longest = 2048)
    {
        ArgumentOutOfRangeException.ThrowIfZero(samples.Count);
        var length = Math.Min(longest, samples.Max(sample => sample.InputIds.Length));
        var (ids, labels) = (new int[samples.Count * length], new int[samples.Count * length]);
        ids.AsSpan().Fill(padId);
        labels.AsSpan().Fill(SampleTokens.Ignored);
        for (var row = 0; row < samples.Count; row++)
        {
            var kept = Math.Min(length, samples[row].InputIds.Length);
            samples[row].InputIds.AsSpan(0, kept).CopyTo(ids.AsSpan(row * length));
            samples[row].Labels.AsSpan(0, kept).CopyTo(labels.AsSpan(row * length));
        }
        return new TokenBatch(samples.Count, length, ids, labels, [.. ids.Select(id => id != padId)]);
    }
}
