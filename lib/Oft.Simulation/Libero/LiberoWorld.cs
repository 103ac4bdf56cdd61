using Oft.Contracts;
using Oft.Simulation.Control;
using Oft.Simulation.Libero.Bddl;
using Oft.Simulation.Libero.Placement;
using Oft.Simulation.MuJoCo;
using Oft.Simulation.Predicates;

namespace Oft.Simulation.Libero;

/// <summary>One LIBERO task's world over the user's own files, stepping, observing and judging as the Python simulator does.</summary>
/// <remarks>
/// Actions are [7]: the hand's way (5 cm a unit) and turn (0.5 rad a unit) in the world frame, clipped at 1, then the gripper (-1 opens, +1 closes).
/// Proprioception is [8]: grip position (m), hand axis-angle (rad, up to 2π), two finger positions (m). Pictures are upright.
/// <para>
/// A world belongs to one thread at a time; worlds share nothing, so any number may run side by side. Pictures cost nothing until they are looked at.
/// </para>
/// <para>Upstream: libero/libero/envs/env_wrapper.py, robosuite/environments/base.py, robosuite/utils/observables.py (v1.4).</para>
/// </remarks>
public sealed partial class LiberoWorld : ISimulatedWorld
{
    /// <summary>What <c>env.seed</c> is given once per task, so that episode n sees the n-th reset.</summary>
    public const uint EvaluationSeed = 0;

    /// <summary>Physics steps in a control step.</summary>
    public const int Substeps = 25;

    private const int Sampled = 23, ActionWidth = 7;
    private readonly LiberoWorldOptions options;
    private readonly LiberoModel parts;
    private readonly Model model;
    private readonly Data data;
    private readonly LiberoSenses senses;
    private readonly OscPoseController arm;
    private readonly GripperController gripper;
    private readonly GoalChecker goals;
    private readonly IReadOnlyList<Atom> goal;
    private readonly ResetSampler resets;
    private readonly double[] last;
    private Observation? seen;
    private bool unread, lit;
    private int steps;

    internal LiberoWorld(LiberoTask task, LiberoWorldOptions options)
    {
        (Task, this.options) = (task, options);
        parts = new LiberoModel(task.Scene);
        model = parts.Model;
        data = new Data(model);
        senses = new LiberoSenses(parts, data, options);
        goals = new GoalChecker(data, parts.Objects, parts.Sites);
        goal = [.. task.Bddl.Goal.Select(LiberoGoal.AtomOf)];
        resets = Resets(EvaluationSeed);
        last = new double[model.PositionCount];
        parts.SetNominal(data.Position);
        data.Forward();
        arm = new OscPoseController(data, ArmParts.RobosuitePanda);
        gripper = new GripperController(data, ArmParts.RobosuitePanda);
        Reset(0, 0);
    }

    /// <summary>What this is the world of.</summary>
    public LiberoTask Task { get; }

    /// <inheritdoc/>
    public RobotSpec Robot => LiberoRobot.Spec;

    /// <inheritdoc/>
    public string Sentence => Task.Sentence;

    /// <inheritdoc/>
    public int StepLimit => Task.StepLimit;

    /// <summary>True once the task's goal holds, judged as upstream: on positions and contacts before the last physics step and joints after it.</summary>
    public bool Success => goals.Holds(goal);

    /// <summary>Control steps since the last reset.</summary>
    public int Steps => steps;

    /// <summary>What has to hold, in the task's order.</summary>
    public IReadOnlyList<Atom> Goal => goal;

    /// <summary>The compiled model, with the fixtures of this episode.</summary>
    public Model Model => model;

    /// <summary>The state as the last physics step left it.</summary>
    public Data Data => data;

    /// <summary>What is observed of it.</summary>
    public LiberoSenses Senses => senses;

    /// <summary>The hand's controller.</summary>
    public OscPoseController Arm => arm;

    /// <summary>Called in every physics step after its commands were written, with its number in the control step; null for nobody.</summary>
    public Action<int>? Commanded { get; set; }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<double> action)
    {
        if (action.Length != ActionWidth) throw new ArgumentException($"action: expected [{ActionWidth}], got [{action.Length}].", nameof(action));
        foreach (var value in action)
            if (!double.IsFinite(value)) throw new ArgumentException("action: every number has to be finite.", nameof(action));
        for (var substep = 0; substep < Substeps; substep++)
        {
            data.BeginStep();
            if (substep == Sampled) SamplePoses();
            if (substep == Substeps - 1) data.Position.CopyTo(last);
            // The first torques of an episode are those of the pose the controller was made at; the row set since is not read yet.
            if (!unread) arm.Read();
            unread = false;
            if (substep == 0) arm.SetGoal(action[..6]);
            arm.Command();
            gripper.Command(action[6]);
            Commanded?.Invoke(substep);
            data.EndStep();
            if (substep == Sampled) senses.SampleJoints();
        }
        steps++;
        lit = parts.IsLit(data.Position);
        if (!options.Newest) return;
        SamplePoses();
        senses.SampleJoints();
    }

    /// <inheritdoc/>
    public Observation Observe() => seen ??= new Observation([.. Robot.Views.Select(view => Render(view, options.ImageWidth, options.ImageHeight))], senses.Proprio(), Sentence);

    /// <inheritdoc/>
    public CameraImage Render(string view, int width, int height) => senses.Render(view, width, height);

    /// <summary>True when an atom holds now.</summary>
    /// <exception cref="MuJoCoException">It names what is not there, or asks what the thing has no answer to.</exception>
    public bool Holds(Atom atom) => goals.Holds(atom);

    /// <summary>Gives MuJoCo's memory and the drawing context back.</summary>
    public void Dispose()
    {
        senses.Dispose();
        data.Dispose();
        parts.Dispose();
    }

    private void SamplePoses()
    {
        senses.SamplePoses(lit);
        seen = null;
    }
}
