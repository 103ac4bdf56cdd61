namespace Oft.Contracts;

/// <summary>How an episode ended. An error is never counted as a failed task.</summary>
public enum EpisodeOutcome
{
    /// <summary>The goal was reached within the step limit.</summary>
    Success,

    /// <summary>The step limit came first.</summary>
    Failure,

    /// <summary>The world or the policy broke.</summary>
    Error,
}
