namespace Oft.Data.Sampling;

/// <summary>How samples are drawn and prepared.</summary>
public sealed record SamplerOptions
{
    /// <summary>Same seed, same samples in the same order, whatever the number of threads.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Frames among which the next is drawn; 0 keeps the stored order.</summary>
    // Upstream: 100 000 frames, pictures included; here only their places wait, twelve bytes each.
    public int ShuffleBuffer
    {
        get;
        init { ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(ShuffleBuffer)); field = value; }
    } = 100_000;

    /// <summary>Threads that fetch, decode and prepare.</summary>
    public int Workers
    {
        get;
        init { ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(Workers)); field = value; }
    } = 1;

    /// <summary>Samples that may be prepared ahead of the one asked for.</summary>
    public int Ahead
    {
        get;
        init { ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(Ahead)); field = value; }
    } = 64;

    /// <summary>Which process this is, from 0.</summary>
    public int Rank { get; init; }

    /// <summary>How many processes share the samples.</summary>
    public int World { get; init; } = 1;
}
