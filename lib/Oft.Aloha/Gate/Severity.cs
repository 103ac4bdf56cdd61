namespace Oft.Aloha.Gate;

/// <summary>What a finding asks for, worst last.</summary>
public enum Severity
{
    /// <summary>A line in the log.</summary>
    Note,

    /// <summary>No new chunk: what is fresh is finished, then the robot holds.</summary>
    NoNewChunk,

    /// <summary>The arms finish and go to rest.</summary>
    Rest,

    /// <summary>Hold until the operator goes on.</summary>
    Hold,

    /// <summary>Hold, and the operator must look before anything goes on.</summary>
    Fault,
}
