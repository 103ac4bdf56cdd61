namespace Oft.Evaluation.Ledgers;

/// <summary>What a paired comparison may say at the 5 % level.</summary>
public enum ComparisonVerdict
{
    /// <summary>Too few pairs for the test to find anything, however they fall: no verdict.</summary>
    TooFew,

    /// <summary>No difference was shown; that is not the same as none.</summary>
    Undecided,

    /// <summary>The first run is better.</summary>
    First,

    /// <summary>The second run is better.</summary>
    Second,
}
