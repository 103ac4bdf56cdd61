namespace Oft.Data.Statistics;

/// <summary>Which two numbers of a dimension become −1 and +1.</summary>
public enum NormalizationKind
{
    /// <summary>The 1 % and 99 % quantiles (LIBERO, Bridge).</summary>
    BoundsQ99,

    /// <summary>Minimum and maximum (ALOHA).</summary>
    Bounds,
}
