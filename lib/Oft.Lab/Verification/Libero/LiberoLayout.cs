using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Verification.Libero;

/// <summary>Checks folders of the layout <c>libero</c>: composed scenes, compiled models, resets, traces, predicates and pictures of the Python simulator.</summary>
public sealed class LiberoLayout : GroupedLayout
{
    private readonly LiberoSeat seat = new();

    /// <summary>Registers its checks.</summary>
    public LiberoLayout()
    {
        Version("mujoco", () => MuJoCoLibrary.IsAvailable(out _) ? MuJoCoLibrary.Version : null);
        Whole("libero-composed", (group, report) => ComposedCheck.Run(seat.Task(group), group, report));
        Whole("libero-model", (group, report) => ModelCheck.Run(seat.World(group), group, report));
        Whole("libero-fixtures", (group, report) => ResetCheck.Run(seat.World(group), group, report));
        Each("libero-init", (one, report) => InitCheck.Run(seat.World(one.Group), one, report));
        Whole("libero-trace", (group, report) => TraceCheck.Run(seat.World(group), group, report));
        Whole("libero-predicates", (group, report) => PredicateCheck.Run(seat.World(group), group, report));
        Whole("libero-images", (group, report) => ImageCheck.Run(seat, group, report));
        Each("libero-evaluation", EvaluationChecks.Settings);
        Each("gripper-normalize", EvaluationChecks.Gripper);
        Each("quat2axisangle", EvaluationChecks.AxisAngle);
    }

    /// <inheritdoc/>
    public override string Name => "libero";

    /// <inheritdoc/>
    protected override void Finish() => seat.Dispose();
}
