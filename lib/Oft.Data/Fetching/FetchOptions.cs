namespace Oft.Data.Fetching;

/// <summary>How files are fetched.</summary>
public sealed record FetchOptions
{
    /// <summary>Replaces the source's base address: a mirror, <c>file://</c> or a local folder laid out like the source.</summary>
    public string? Mirror { get; init; }

    /// <summary>Sent to the base address alone, as a bearer token; never written anywhere.</summary>
    public string? Token { get; init; }

    /// <summary>Files fetched at the same time.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Attempts per file; each goes on where the last one broke off.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>How long a server may say nothing.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Wait before the second attempt; doubled before every further one.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Largest file accepted where nobody states a size.</summary>
    public long Limit { get; init; } = 64L << 30;
}
