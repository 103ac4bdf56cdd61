namespace Oft.Contracts;

/// <summary>Which two recorded values become -1 and 1.</summary>
public enum BoundsKind
{
    /// <summary>The 1st and 99th percentile: LIBERO, Bridge. Rare extremes are clipped.</summary>
    Q99,

    /// <summary>The smallest and largest value: ALOHA, whose joint targets must all be reachable.</summary>
    MinMax,
}
