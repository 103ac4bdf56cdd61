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
public sealed class LiberoWorld : ISimulatedWorld
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
        goal = [.. task.Bddl.Goal.Select(AtomOf)];
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

    /// <summary>Puts the world in a stored initial state, its fixtures where the reset of that episode puts them.</summary>
    /// <param name="initialState">Row of the task's initial states, from 0; the evaluation's episode number.</param>
    /// <param name="seed">Not used: what LIBERO draws follows from the episode number alone.</param>
    public void Reset(int initialState, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(initialState);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(initialState, Task.States.Count);
        var layout = resets[initialState + 1];
        BeginFrom(Task.States[initialState], layout.Things);
    }

    /// <summary>Begins an episode from any state.</summary>
    /// <param name="row">[1 + nq + nv] time, configuration, velocities.</param>
    /// <param name="fixtures">Where fixtures stand; those not named stay, and names of movable things are ignored.</param>
    /// <exception cref="LiberoException">The row has another length.</exception>
    public void BeginFrom(ReadOnlySpan<double> row, IEnumerable<Placed> fixtures)
    {
        Place(fixtures);
        data.Reset();
        ReadNominal();
        arm.Hold();
        unread = true;
        (gripper.State[0], gripper.State[1], steps) = (0, 0, 0);
        SetState(row);
    }

    /// <summary>Overwrites time, configuration and velocities, as set_init_state does, and computes everything from them.</summary>
    /// <exception cref="LiberoException">The row has another length.</exception>
    public void SetState(ReadOnlySpan<double> row)
    {
        if (row.Length != 1 + model.PositionCount + model.VelocityCount)
            throw new LiberoException($"{Task.Suite}/{Task.Name}: expected a state of {1 + model.PositionCount + model.VelocityCount} numbers (time, {model.PositionCount} positions, {model.VelocityCount} velocities), got {row.Length}. Are the init files of the same LIBERO as the task?");
        data.Time = row[0];
        row.Slice(1, model.PositionCount).CopyTo(data.Position);
        row[(1 + model.PositionCount)..].CopyTo(data.Velocity);
        data.Forward();
        data.Position.CopyTo(last);
        lit = parts.IsLit(data.Position);
        SamplePoses();
        senses.SampleJoints();
    }

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

    /// <summary>[3] each: where a movable thing is in every stored initial state, metres.</summary>
    /// <exception cref="MuJoCoException">There is no such movable thing.</exception>
    public IReadOnlyList<double[]> StoredPositions(string thing)
    {
        var at = 1 + model.JointPositionAddress[model.Require(ObjectKind.Joint, $"{thing}_joint0")];
        return [.. Enumerable.Range(0, Task.States.Count).Select(row => Task.States[row].Slice(at, 3).ToArray())];
    }

    /// <summary>True when an atom holds now.</summary>
    /// <exception cref="MuJoCoException">It names what is not there, or asks what the thing has no answer to.</exception>
    public bool Holds(Atom atom) => goals.Holds(atom);

    /// <summary>An atom as BDDL writes it.</summary>
    /// <exception cref="LiberoException">The predicate is not known.</exception>
    public static Atom AtomOf(IReadOnlyList<string> words) =>
        words.Count is 2 or 3 && Enum.TryParse<PredicateKind>(words[0], ignoreCase: true, out var kind) && Enum.GetName(kind)!.Equals(words[0], StringComparison.OrdinalIgnoreCase) && (words.Count == 3) == (kind is PredicateKind.On or PredicateKind.In)
            ? new Atom(kind, words[1], words.ElementAtOrDefault(2))
            : throw new LiberoException($"({string.Join(' ', words)}) is no condition of LIBERO; there are: (On a b), (In a b), (Open a), (Close a), (TurnOn a), (TurnOff a), (Up a).");

    /// <summary>What resets draw after another seed than the evaluation's.</summary>
    /// <param name="seed">What <c>env.seed</c> is given.</param>
    /// <param name="drawn">Hears of every draw: the reset's number, and the draw.</param>
    public ResetSampler Resets(uint seed, Action<int, RandomDraw>? drawn = null) => new(Task.Scene, seed, senses.SiteAt) { Drawn = drawn };

    /// <inheritdoc/>
    public double[] Snapshot() =>
    [
        data.Time, steps, unread ? 1 : 0, lit ? 1 : 0,
        .. senses.Save(), .. data.Position, .. last, .. data.Velocity, .. data.Activation, .. data.Control, .. data.Warmstart,
        .. arm.GoalPosition, .. arm.GoalRotation, .. gripper.State, .. parts.FixturePoses(),
    ];

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<double> snapshot)
    {
        var expected = 4 + senses.Width + 2 * model.PositionCount + 2 * model.VelocityCount + model.ActivationCount + model.ActuatorCount + 3 + 9 + 2 + 7 * parts.Fixtures.Count;
        if (snapshot.Length != expected) throw new ArgumentException($"snapshot: expected {expected} numbers of a {Task.Suite}/{Task.Name} world, got {snapshot.Length}.", nameof(snapshot));
        double[] position = new double[model.PositionCount], velocity = new double[model.VelocityCount], warmstart = new double[model.VelocityCount], goalPosition = new double[3], goalRotation = new double[9];
        var (time, count) = (snapshot[0], (int)snapshot[1]);
        (unread, lit) = (snapshot[2] != 0, snapshot[3] != 0);
        senses.Load(snapshot[4..]);
        var rest = snapshot[(4 + senses.Width)..];
        parts.PlaceFixtures(rest[^(7 * parts.Fixtures.Count)..]);
        data.Reset();
        ReadNominal();
        Take(position, ref rest);
        Take(last, ref rest);
        Take(velocity, ref rest);
        Take(data.Activation, ref rest);
        Take(data.Control, ref rest);
        Take(warmstart, ref rest);
        Take(goalPosition, ref rest);
        Take(goalRotation, ref rest);
        Take(gripper.State, ref rest);
        arm.SetGoal(goalPosition, goalRotation);
        // Positions and contacts belong to the state before the last physics step, the numbers themselves to the one after.
        last.CopyTo(data.Position);
        data.BeginStep();
        position.CopyTo(data.Position);
        velocity.CopyTo(data.Velocity);
        warmstart.CopyTo(data.Warmstart);
        (data.Time, steps, seen) = (time, count, null);

        static void Take(Span<double> into, ref ReadOnlySpan<double> from)
        {
            from[..into.Length].CopyTo(into);
            from = from[into.Length..];
        }
    }

    /// <summary>Gives MuJoCo's memory and the drawing context back.</summary>
    public void Dispose()
    {
        senses.Dispose();
        data.Dispose();
        parts.Dispose();
    }

    private void Place(IEnumerable<Placed> placed)
    {
        var poses = parts.FixturePoses();
        foreach (var one in placed)
            for (var i = 0; i < parts.Fixtures.Count; i++)
                if (parts.Fixtures[i].Name == one.Name)
                    for (var k = 0; k < 7; k++) poses[i * 7 + k] = k < 3 ? one.Position[k] : one.Quaternion[k - 3];
        parts.PlaceFixtures(poses);
    }

    // The controller is made, and first reads, while the arm rests at its nominal pose.
    private void ReadNominal()
    {
        parts.SetNominal(data.Position);
        data.Forward();
        arm.Read();
    }

    private void SamplePoses()
    {
        senses.SamplePoses(lit);
        seen = null;
    }
}
