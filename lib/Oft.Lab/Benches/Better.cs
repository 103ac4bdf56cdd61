namespace Oft.Lab.Benches;

/// <summary>Which way a figure improves.</summary>
public enum Better
{
    /// <summary>A time, a ratio to a rival's time, a memory.</summary>
    Lower,

    /// <summary>A rate.</summary>
    Higher,
}
