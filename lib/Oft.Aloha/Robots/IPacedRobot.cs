using Oft.Contracts;

namespace Oft.Aloha.Robots;

/// <summary>A robot that goes on when it is told to: for rehearsals on a clock of their own.</summary>
public interface IPacedRobot : IRobot
{
    /// <summary>Targets taken so far.</summary>
    long Commands { get; }

    /// <summary>Moves to now: a new state, and new pictures where it is time.</summary>
    void Advance();
}
