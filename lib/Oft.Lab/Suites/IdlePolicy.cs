using Oft.Contracts;

namespace Oft.Lab.Suites;

/// <summary>Sends zeros.</summary>
public sealed class IdlePolicy(RobotSpec robot) : IPolicy
{
    /// <inheritdoc/>
    public ActionChunk Act(Observation observation) => new(robot.ChunkLength, robot.ActionWidth, new double[robot.ChunkLength * robot.ActionWidth]);
}
