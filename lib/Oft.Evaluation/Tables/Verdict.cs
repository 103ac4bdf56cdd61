namespace Oft.Evaluation.Tables;

/// <summary>What a measured number says about a published one.</summary>
public enum Verdict
{
    /// <summary>Nothing was measured, or nothing was published.</summary>
    None,

    /// <summary>Not contradicted: the two differ by no more than chance explains.</summary>
    Inside,

    /// <summary>Contradicted.</summary>
    Outside,

    /// <summary>Another benchmark, another machine or the tiny profile: the two are not the same question.</summary>
    NotComparable,
}
