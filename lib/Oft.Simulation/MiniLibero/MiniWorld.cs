using Oft.Contracts;
using Oft.Simulation.Control;
using Oft.Simulation.MuJoCo;
using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>One task's world: MuJoCo at 500 Hz under a 20 Hz hand controller, pictures made only when somebody reads them.</summary>
/// <remarks>
/// Actions are [7] in [-1, 1]: the hand's way (5 cm a unit) and turn (0.5 rad a unit) in the world frame, then the gripper (-1 opens, +1 closes).
/// Proprioception is [8]: grip position (m), hand axis-angle (rad, up to 2π), two finger positions (m).
/// <para>A world belongs to one thread at a time; worlds share nothing, so any number may run side by side.</para>
/// </remarks>
public sealed class MiniWorld : ISimulatedWorld
{
    private const int Substeps = 25, ActionWidth = 7, SettleSteps = 4;
    private readonly MiniWorldOptions options;
    private readonly Model model;
    private readonly Data data;
    private readonly OscPoseController arm;
    private readonly GripperController gripper;
    private readonly GoalChecker goals;
    private readonly WorldParts parts;
    private readonly WorldDisturbance disturbance;
    private OffscreenRenderer? renderer;
    private Observation? seen;
    private int steps;

    internal MiniWorld(MiniTask task, MiniWorldOptions options)
    {
        Task = task;
        this.options = options;
        model = Model.FromXml(SceneComposer.Compose(task.Scene));
        data = new Data(model);
        parts = new WorldParts(model, task.Scene);
        goals = new GoalChecker(data, parts.Objects, parts.Sites);
        disturbance = new WorldDisturbance(options.Perturbation, model, task);
        parts.SetNominal(data);
        data.Forward();
        arm = new OscPoseController(data, ArmParts.Mini);
        gripper = new GripperController(data, ArmParts.Mini);
        Reset(0, 0);
    }

    /// <summary>What this is the world of.</summary>
    public MiniTask Task { get; }

    /// <inheritdoc/>
    public RobotSpec Robot => MiniRobot.Spec;

    /// <inheritdoc/>
    public string Sentence => disturbance.Sentence;

    /// <inheritdoc/>
    public int StepLimit => Task.StepLimit;

    /// <inheritdoc/>
    public bool Success => goals.Holds(Task.Goal);

    /// <summary>Control steps since the last reset.</summary>
    public int Steps => steps;

    /// <summary>Puts the world in one of the task's fifty fixed initial states, which no demonstration starts from.</summary>
    /// <param name="initialState">0 to 49.</param>
    /// <param name="seed">For the perturbations; without any, the state is the same for every seed.</param>
    public void Reset(int initialState, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(initialState);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(initialState, MiniTask.InitialStates);
        Begin(SeededChance.SeedOf(Task.Layout + "/evaluation", (ulong)initialState), SeededChance.SeedOf(Task.Layout + "/perturbation", (ulong)initialState, seed));
    }

    /// <summary>Puts the world in a state demonstrations start from: the same regions, drawn from another stream than the fifty.</summary>
    /// <param name="seed">Every seed is another state.</param>
    public void ResetForDemonstration(ulong seed) =>
        Begin(SeededChance.SeedOf(Task.Layout + "/demonstration", seed), SeededChance.SeedOf(Task.Layout + "/demonstration-perturbation", seed));

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<double> action)
    {
        if (action.Length != ActionWidth) throw new ArgumentException($"action: expected [{ActionWidth}], got [{action.Length}].", nameof(action));
        foreach (var value in action)
            if (!double.IsFinite(value)) throw new ArgumentException("action: every number has to be finite.", nameof(action));
        for (var substep = 0; substep < Substeps; substep++)
        {
            arm.Read();
            if (substep == 0) arm.SetGoal(action);
            arm.Command();
            gripper.Command(action[6]);
            data.EndStep();
            data.BeginStep();                                    // so that everything read between steps belongs to the present state
        }
        steps++;
        seen = null;
    }

    /// <inheritdoc/>
    public Observation Observe() => seen ??= new Observation(
        [.. Robot.Views.Select(view => disturbance.Disturb(Render(view, options.ImageWidth, options.ImageHeight), steps))], Proprio(), Sentence);

    /// <inheritdoc/>
    public CameraImage Render(string view, int width, int height)
    {
        var camera = model.Require(ObjectKind.Camera, view);
        if (renderer is null || renderer.Width < width || renderer.Height < height)
        {
            renderer?.Dispose();
            renderer = new OffscreenRenderer(model, Math.Max(width, renderer?.Width ?? 0), Math.Max(height, renderer?.Height ?? 0), options.Samples, options.Shadows);
        }
        return new CameraImage(view, width, height, renderer.Render(data, camera, width, height));
    }

    /// <summary>[8] grip position, hand axis-angle, finger positions.</summary>
    public double[] Proprio()
    {
        var proprio = new double[8];
        data.SitePosition.Slice(parts.GripSite * 3, 3).CopyTo(proprio);
        var q = data.BodyQuaternion.Slice(parts.Hand * 4, 4);
        Rotation.ToAxisAngle(q[0], q[1], q[2], q[3], proprio.AsSpan(3, 3));
        (proprio[6], proprio[7]) = (data.Position[parts.Fingers[0]], data.Position[parts.Fingers[1]]);
        return proprio;
    }

    /// <inheritdoc/>
    public double[] Snapshot()
    {
        var state = new List<double> { data.Time, steps };
        state.AddRange(data.Position);
        state.AddRange(data.Velocity);
        state.AddRange(data.Activation);
        state.AddRange(data.Control);
        state.AddRange(data.Warmstart);
        state.AddRange(arm.GoalPosition);
        state.AddRange(arm.GoalRotation);
        state.AddRange(gripper.State);
        parts.SaveFixtures(state);
        return [.. state];
    }

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<double> snapshot)
    {
        var expected = 2 + model.PositionCount + 2 * model.VelocityCount + model.ActivationCount + model.ActuatorCount + 3 + 9 + 2 + parts.FixtureNumbers;
        if (snapshot.Length != expected) throw new ArgumentException($"snapshot: expected {expected} numbers of a {Task.Suite}[{Task.Index}] world, got {snapshot.Length}.", nameof(snapshot));
        (data.Time, steps) = (snapshot[0], (int)snapshot[1]);
        var rest = snapshot[2..];
        Take(data.Position, ref rest);
        Take(data.Velocity, ref rest);
        Take(data.Activation, ref rest);
        Take(data.Control, ref rest);
        double[] warmstart = new double[model.VelocityCount], position = new double[3], rotation = new double[9];
        Take(warmstart, ref rest);
        Take(position, ref rest);
        Take(rotation, ref rest);
        Take(gripper.State, ref rest);
        parts.LoadFixtures(rest);
        arm.SetGoal(position, rotation);
        data.BeginStep();
        warmstart.CopyTo(data.Warmstart);
        seen = null;

        static void Take(Span<double> into, ref ReadOnlySpan<double> from)
        {
            from[..into.Length].CopyTo(into);
            from = from[into.Length..];
        }
    }

    /// <summary>Where the grip is.</summary>
    public Point HandPosition => PointAt(data.SitePosition, parts.GripSite);

    /// <summary>From the grip to the thing the expert handles now, metres. A training label and a diagnostic; no policy sees it.</summary>
    public Point ObjectOffset => Present.Subject(this) - HandPosition;

    /// <summary>From the grip to where that thing should go, metres. A training label and a diagnostic; no policy sees it.</summary>
    public Point GoalOffset => Present.Goal(this) - HandPosition;

    /// <summary>Where a thing of the scene is.</summary>
    /// <param name="instance">Its name, as goals spell it.</param>
    /// <exception cref="MuJoCoException">There is no such thing; the message lists those there are.</exception>
    public Point PositionOf(string instance) => PointAt(data.BodyPosition, parts.BodyOf(instance));

    /// <summary>Names of the scene's things.</summary>
    public IEnumerable<string> Things => Task.Scene.Select(p => p.Name);

    /// <summary>Takes steps against the clock.</summary>
    /// <param name="actions">What to do, one control step each.</param>
    /// <returns>How long all of it took, and how much of that MuJoCo itself.</returns>
    public (TimeSpan Whole, TimeSpan InMuJoCo) TimeSteps(IReadOnlyList<double[]> actions)
    {
        var before = data.TimeInMuJoCo;
        data.Timed = true;
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        foreach (var action in actions) Step(action);
        var whole = System.Diagnostics.Stopwatch.GetElapsedTime(start);
        data.Timed = false;
        return (whole, data.TimeInMuJoCo - before);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        renderer?.Dispose();
        data.Dispose();
        model.Dispose();
    }

    /// <summary>How the hand is turned about the vertical, radians.</summary>
    internal double HandYaw
    {
        get
        {
            var r = data.SiteRotation.Slice(parts.GripSite * 9, 9);
            return Math.Atan2(-r[1], r[4]);
        }
    }

    /// <summary>Metres between the finger tips.</summary>
    internal double FingerGap => data.Position[parts.Fingers[0]] - data.Position[parts.Fingers[1]];

    /// <summary>The stage of the plan the scene is in: the first that is not over.</summary>
    internal Stage Present => Task.Plan.FirstOrDefault(stage => !stage.Over(this)) ?? Task.Plan[^1];

    internal bool Holds(Atom atom) => goals.Holds(atom);

    internal bool IsHeld(string instance) => parts.IsHeld(data, instance);

    internal Thing ThingOf(string instance) => parts.ThingOf(instance);

    internal double YawOf(string instance)
    {
        var r = data.BodyRotation.Slice(parts.BodyOf(instance) * 9, 9);
        return Math.Atan2(r[3], r[0]);
    }

    /// <summary>Where something put on or into a target comes to lie.</summary>
    /// <param name="target">The thing it goes to.</param>
    /// <param name="done">The atom that will hold; when it speaks of a site, that is where.</param>
    internal Point LandingOf(string target, Atom done)
    {
        if (done.Target is { } name && parts.SiteOf(name) is >= 0 and var site)
        {
            var p = PointAt(data.SitePosition, site);
            return done.Kind == PredicateKind.In ? p with { Z = p.Z - model.SiteSize[site * 3 + 2] } : p;
        }
        return PositionOf(target) + (ThingOf(target) switch
        {
            Fixture fixture => new Point(fixture.Landing[0], fixture.Landing[1], fixture.Landing[2]),
            Movable movable => new Point(0, 0, movable.HalfHeight),
            _ => default,
        });
    }

    /// <summary>How far above that a thing is let go of.</summary>
    internal double DropOf(Atom done) => parts.PlaceOf(done.Target ?? "")?.Drop ?? 0.004;

    /// <summary>Height above the table that a carried thing has to clear.</summary>
    internal double RimOf(string target) => ThingOf(target) is Fixture fixture ? fixture.Rim : PositionOf(target).Z + ((Movable)ThingOf(target)).HalfHeight;

    /// <summary>Height of the tallest other thing.</summary>
    internal double TallestBeside(string instance) => Task.Scene.Where(p => p.Name != instance).Max(p => RimOf(p.Name));

    /// <summary>Where the handle of a drawer or knob is.</summary>
    internal Point HandleOf(string instance) => PointAt(data.SitePosition, parts.HandleOf(instance));

    /// <summary>The value of a drawer (metres) or knob (radians).</summary>
    internal double JointOf(string instance) => data.Position[parts.JointOf(instance)];

    /// <summary>Puts the hand somewhere at once, at rest, by solving for the joints.</summary>
    internal void PlaceHand(Point target, double gap)
    {
        parts.SolveJoints(data, target);
        (data.Position[parts.Fingers[0]], data.Position[parts.Fingers[1]]) = (gap / 2, -gap / 2);
        var command = Math.Clamp(1 - gap / 0.05, -1, 1);
        (gripper.State[0], gripper.State[1]) = (-command, command);
        data.Velocity.Clear();
        data.Forward();
        arm.Hold();
        seen = null;
    }

    private void Begin(ulong layoutSeed, ulong disturbanceSeed)
    {
        data.Reset();
        disturbance.Begin(disturbanceSeed);
        var places = Layout.Draw(Task.Scene, new SeededChance(layoutSeed), options.Perturbation.Layout);
        parts.Place(data, places);
        parts.SetNominal(data);
        (gripper.State[0], gripper.State[1]) = (1, -1);
        data.Forward();
        if (disturbance.HandOffset is { } offset) PlaceHand(HandPosition + offset, 0.1);
        data.BeginStep();
        arm.Hold();
        Span<double> still = [0, 0, 0, 0, 0, 0, -1];
        for (var i = 0; i < SettleSteps; i++) Step(still);
        steps = 0;
        seen = null;
    }

    private static Point PointAt(ReadOnlySpan<double> rows, int index) => new(rows[index * 3], rows[index * 3 + 1], rows[index * 3 + 2]);
}
