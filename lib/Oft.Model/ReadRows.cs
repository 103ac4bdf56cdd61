using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model;

/// <summary>The rows of a sequence that somebody reads. Of the last layer only these are computed; keys and values it still takes from all.</summary>
/// <remarks>Shapes: B samples, T positions, R rows, D features of any kind.</remarks>
/// <param name="PerSample">Positions, one range per sample, all of one length R.</param>
public sealed record ReadRows(IReadOnlyList<Range> PerSample)
{
    private int First => PerSample[0].Start.Value;

    private bool IsUniform => PerSample.All(range => range.Start.Value == First);

    /// <summary>R, rows of each sample.</summary>
    public int Count => PerSample[0].End.Value - First;

    /// <summary>The rows of a sequence.</summary>
    /// <param name="x">[B, T, D]</param>
    /// <returns>[B, R, D]</returns>
    public Tensor Of(Tensor x) => IsUniform ? x.narrow(1, First, Count) : x.gather(1, Places(x.device).unsqueeze(2).expand(-1, -1, x.shape[2]));

    /// <summary>The rows of a table over positions, to be spread over heads.</summary>
    /// <param name="table">[T, D]</param>
    /// <returns>[R, D], or [B, 1, R, D] where the samples' rows differ.</returns>
    public Tensor OfTable(Tensor table) => IsUniform
        ? table.narrow(0, First, Count)
        : table.index_select(0, Places(table.device).flatten()).view(PerSample.Count, 1, Count, table.shape[1]);

    /// <summary>The rows of a mask over the scores.</summary>
    /// <param name="mask">[B or 1, 1, 1 or T, U]; one row stands for all queries.</param>
    /// <returns>[B or 1, 1, 1 or R, U]</returns>
    /// <exception cref="InvalidOperationException">A mask of its own for every query, and rows that differ between samples.</exception>
    public Tensor? OfMask(Tensor? mask)
    {
        if (mask is null || mask.shape[2] == 1) return mask;
        return IsUniform ? mask.narrow(2, First, Count) : throw new InvalidOperationException("rows: expected the same rows in every sample under a causal mask.");
    }

    /// <summary>In words: <c>547..603</c>.</summary>
    public override string ToString() => IsUniform ? $"{PerSample[0]}" : string.Join(", ", PerSample);

    // [B, R]
    private Tensor Places(Device device)
        => tensor(PerSample.SelectMany(range => Enumerable.Range(range.Start.Value, Count).Select(i => (long)i)).ToArray(), device: device).view(PerSample.Count, Count);
}
