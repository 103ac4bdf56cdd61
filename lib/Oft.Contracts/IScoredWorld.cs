namespace Oft.Contracts;

/// <summary>A world that also says how far an episode has come.</summary>
public interface IScoredWorld : IWorld
{
    /// <summary>Points of 100 by the task's staged rubric, for what has been reached since the last reset.</summary>
    double Score { get; }
}
