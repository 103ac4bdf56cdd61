namespace Oft.Model.Adapters;

/// <summary>The size of a low-rank adapter and what it reaches.</summary>
public sealed record LoraConfig
{
    /// <summary>R, the inner width of every adapter.</summary>
    public int Rank
    {
        get;
        init { ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(Rank)); field = value; }
    } = 32;

    /// <summary>Numerator of the scaling; upstream takes min(rank, 16).</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>Share of inputs dropped before the adapter while training.</summary>
    public double Dropout
    {
        get;
        init
        {
            if (value is < 0 or >= 1) throw new ArgumentOutOfRangeException(nameof(Dropout), value, "LoRA dropout: expected at least 0 and below 1.");
            field = value;
        }
    }

    /// <summary>Last names of the layers that are adapted; null adapts every linear layer and both patch convolutions.</summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>What the low-rank product is multiplied by.</summary>
    public double Scaling => Alpha / Rank;

    /// <summary>True where an adapter belongs on the layer of this path.</summary>
    // Upstream: PEFT matches the last name only, so "proj" reaches the patch convolutions and lm_head is adapted too (peft/tuners/tuners_utils.py).
    public bool Reaches(string path) => Targets is null || Targets.Contains(path[(path.LastIndexOf('.') + 1)..]);
}
