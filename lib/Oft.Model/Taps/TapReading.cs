namespace Oft.Model.Taps;

/// <summary>What passed one tap once, as plain numbers.</summary>
/// <param name="Address">Where.</param>
/// <param name="Pass">Which pass of the run: 0 but for autoregressive tokens and diffusion steps.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Row-major, whatever the model's precision.</param>
public sealed record TapReading(string Address, int Pass, IReadOnlyList<long> Shape, float[] Values)
{
    /// <summary>Where its rows stand in the sequence, one range per sample, where not all were computed; null where all were.</summary>
    public IReadOnlyList<Range>? Rows { get; init; }

    /// <summary>What it lacks, as a sentence for captions; empty where it lacks nothing.</summary>
    public string Note => Rows is null ? "" : $"only positions {string.Join(" and ", Rows.Distinct())} of the sequence: of the last layer no other row is computed, since none is read";

    /// <summary>One number.</summary>
    /// <param name="index">One index per dimension.</param>
    public float this[params ReadOnlySpan<int> index]
    {
        get
        {
            if (index.Length != Shape.Count) throw new ArgumentException($"{Address}: expected {Shape.Count} indices for [{string.Join(", ", Shape)}], got {index.Length}.");
            long offset = 0;
            for (var i = 0; i < index.Length; i++)
            {
                if (index[i] < 0 || index[i] >= Shape[i]) throw new ArgumentOutOfRangeException(nameof(index), $"{Address}: index {index[i]} is outside dimension {i} of [{string.Join(", ", Shape)}].");
                offset = offset * Shape[i] + index[i];
            }
            return Values[offset];
        }
    }
}
