namespace Oft.Lab.Verification.Aloha;

/// <summary>Checks folders of the layout <c>aloha-control</c>: scales, states, routines, the published loop, the picture's way to the server.</summary>
public sealed class AlohaControlLayout : GroupedLayout
{
    /// <summary>Registers its checks.</summary>
    public AlohaControlLayout()
    {
        Each("aloha-constants", ControlChecks.Constant);
        Each("aloha-tasks", ControlChecks.Task);
        Each("aloha-function", ControlChecks.Function);
        Each("aloha-gripper-command", ControlChecks.GripperCommand);
        Each("aloha-state", ControlChecks.State);
        Each("aloha-state-refuse", ControlChecks.StateRefused);
        Each("aloha-leader", ControlChecks.Leader);
        Each("aloha-trajectory", RoutineChecks.Arms);
        Each("aloha-gripper-trajectory", RoutineChecks.Grippers);
        Each("aloha-step-count", RoutineChecks.StepCount);
        Whole("aloha-call-order", RoutineChecks.CallOrder);
        Each("aloha-step", RoutineChecks.Step);
        NotOffered("aloha-observation", "time steps of dm_env have no counterpart: an episode's first observation is the first of its list");
        Each("aloha-run-loop", RunLoopChecks.Loop);
        Each("gripper-normalize", ControlChecks.GripperArrays);
        Each("proprio-normalize", ControlChecks.Proprio);
        Each("policy-image", PolicyPictureChecks.Picture);
        Each("aloha-prepare-observation", PolicyPictureChecks.Observation);
    }

    /// <inheritdoc/>
    public override string Name => "aloha-control";
}
