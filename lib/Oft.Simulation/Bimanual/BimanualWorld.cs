using Oft.Contracts;
using Oft.Simulation.MiniLibero;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Bimanual;

/// <summary>Two ViperX-like arms at a table: MuJoCo at 500 Hz under joint servos, 25 actions a second, pictures made only when somebody reads them.</summary>
/// <remarks>
/// Actions are [14], absolute: six joint targets (rad) and a gripper command (0 closed … 1 open) of the left arm, then of the right one. Proprioception is [14] in the
/// same order, joints as they are and grippers as their finger position says; the crank lies between the two, so a tracked command is not read back as itself.
/// <para>A world belongs to one thread at a time; worlds share nothing, so any number may run side by side.</para>
/// </remarks>
public sealed class BimanualWorld : ISimulatedWorld, IScoredWorld
{
    private const int Substeps = 20, SettleSteps = 8, ActionWidth = 2 * BimanualRobot.ArmWidth;
    private static readonly Dictionary<string, string> cameras = new() { ["full_image"] = "cam_high", ["low_image"] = "cam_low", ["left_wrist_image"] = "cam_left_wrist", ["right_wrist_image"] = "cam_right_wrist" };
    private readonly BimanualOptions options;
    private readonly Model model;
    private readonly Data data;
    private readonly TableParts parts;
    private OffscreenRenderer? renderer;
    private Observation? seen;
    private int steps, reached;

    internal BimanualWorld(BimanualTask task, BimanualOptions options)
    {
        (Task, this.options) = (task, options);
        model = Model.FromXml(TableComposer.Compose(task));
        data = new Data(model);
        parts = new TableParts(model, task);
        Reset(0, 0);
    }

    /// <summary>What this is the world of.</summary>
    public BimanualTask Task { get; }

    /// <inheritdoc/>
    public RobotSpec Robot => options.Robot;

    /// <inheritdoc/>
    public string Sentence => Task.Sentence;

    /// <inheritdoc/>
    public int StepLimit => Task.StepLimit;

    /// <summary>True once every milestone has been reached and the last one still holds.</summary>
    public bool Success => reached == Task.Milestones.Count && Task.Milestones[^1].Reached(this);

    /// <inheritdoc/>
    public double Score => Task.Milestones.Take(reached).Sum(x => x.Points);

    /// <summary>Control steps since the last reset.</summary>
    public int Steps => steps;

    /// <summary>Puts the world in one of the task's fifty fixed initial states, which no demonstration starts from.</summary>
    /// <param name="initialState">0 to 49.</param>
    /// <param name="seed">Not used: nothing else is drawn.</param>
    public void Reset(int initialState, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(initialState);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(initialState, BimanualTask.InitialStates);
        Begin(SeededChance.SeedOf(Task.Layout + "/evaluation", (ulong)initialState));
    }

    /// <summary>Puts the world in a state demonstrations start from: the same regions, drawn from another stream than the fifty.</summary>
    /// <param name="seed">Every seed is another state.</param>
    public void ResetForDemonstration(ulong seed) => Begin(SeededChance.SeedOf(Task.Layout + "/demonstration", seed));

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<double> action)
    {
        if (action.Length != ActionWidth) throw new ArgumentException($"action: expected [{ActionWidth}], got [{action.Length}].", nameof(action));
        foreach (var value in action)
            if (!double.IsFinite(value)) throw new ArgumentException("action: every number has to be finite.", nameof(action));
        Command(action);
        for (var substep = 0; substep < Substeps; substep++)
        {
            data.EndStep();
            data.BeginStep();                                    // so that everything read between steps belongs to the present state
        }
        steps++;
        seen = null;
        while (reached < Task.Milestones.Count && Task.Milestones[reached].Reached(this)) reached++;
    }

    /// <inheritdoc/>
    public Observation Observe() => seen ??= new Observation([.. Robot.Views.Select(view => Render(view, options.ImageWidth, options.ImageHeight))], Proprio(), Sentence);

    /// <inheritdoc/>
    public CameraImage Render(string view, int width, int height)
    {
        var camera = model.Require(ObjectKind.Camera, cameras.GetValueOrDefault(view, view));
        if (renderer is null || renderer.Width < width || renderer.Height < height)
        {
            renderer?.Dispose();
            renderer = new OffscreenRenderer(model, Math.Max(width, renderer?.Width ?? 0), Math.Max(height, renderer?.Height ?? 0), options.Samples);
        }
        return new CameraImage(view, width, height, renderer.Render(data, camera, width, height));
    }

    /// <summary>[14] joint angles and observed grippers.</summary>
    public double[] Proprio() => [.. parts.Arms.Select((address, i) => i % BimanualRobot.ArmWidth < BimanualRobot.ArmJoints ? data.Position[address] : GripperScale.Follower.FromPosition(data.Position[address]))];

    /// <inheritdoc/>
    public double[] Snapshot()
    {
        var state = new List<double> { data.Time, steps, reached };
        foreach (var part in (ReadOnlySpan<double[]>)[data.Position.ToArray(), data.Velocity.ToArray(), data.Control.ToArray(), data.Warmstart.ToArray()]) state.AddRange(part);
        parts.SaveFixtures(state);
        return [.. state];
    }

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<double> snapshot)
    {
        var expected = 3 + model.PositionCount + 2 * model.VelocityCount + model.ActuatorCount + parts.FixtureNumbers;
        if (snapshot.Length != expected) throw new ArgumentException($"snapshot: expected {expected} numbers of a {Task.Suite}[{Task.Index}] world, got {snapshot.Length}.", nameof(snapshot));
        (data.Time, steps, reached) = (snapshot[0], (int)snapshot[1], (int)snapshot[2]);
        var rest = snapshot[3..];
        Take(data.Position, ref rest);
        Take(data.Velocity, ref rest);
        Take(data.Control, ref rest);
        var warmstart = rest[..model.VelocityCount];
        parts.LoadFixtures(rest[model.VelocityCount..]);
        data.BeginStep();
        warmstart.CopyTo(data.Warmstart);
        seen = null;

        static void Take(Span<double> into, ref ReadOnlySpan<double> from)
        {
            from[..into.Length].CopyTo(into);
            from = from[into.Length..];
        }
    }

    /// <summary>Where a thing of the scene is.</summary>
    /// <param name="thing">Its name in the scene.</param>
    /// <exception cref="MuJoCoException">There is no such thing; the message lists those there are.</exception>
    public Point PositionOf(string thing) => PointAt(data.BodyPosition, parts.BodyOf(thing));

    /// <summary>Where a hand's fingers close.</summary>
    public Point GripOf(Side side) => PointAt(data.SitePosition, parts.GripOf(side));

    /// <summary>Names of the scene's things, without what lies in them.</summary>
    public IEnumerable<string> Things => Task.Scene.Select(x => x.Name);

    /// <summary>[6] from the right grip to the named thing and to where it goes, metres. A training label and a diagnostic; no policy sees it.</summary>
    public double[] TargetOffsets()
    {
        var hand = GripOf(Side.Right);
        var (o, g) = (PositionOf(Task.Focus.Object) - hand, (Task.Focus.Goal is { } goal ? PositionOf(goal) : GripOf(Side.Left)) - hand);
        return [o.X, o.Y, o.Z, g.X, g.Y, g.Z];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        renderer?.Dispose();
        data.Dispose();
        model.Dispose();
    }

    /// <summary>A hand's pose, read from its joints as though the forearm were not rolled.</summary>
    internal HandPose PoseOf(Side side)
    {
        var joint = (int)side * BimanualRobot.ArmWidth;
        var pitch = data.Position[parts.Arms[joint + 1]] + data.Position[parts.Arms[joint + 2]] + data.Position[parts.Arms[joint + 4]];
        return new HandPose(GripOf(side), pitch, data.Position[parts.Arms[joint + 5]] - data.Position[parts.Arms[joint]] * Math.Sin(pitch));
    }

    internal bool IsHeld(Side side, string thing) => parts.IsHeld(data, side, thing);

    internal bool Touches(Side side, string thing) => parts.Touches(data, side, thing);

    internal bool OnTable(string thing) => parts.OnTable(data, thing);

    private void Begin(ulong seed)
    {
        data.Reset();
        parts.SetHome(data);
        parts.Place(data, Layout.Draw(Task.Scene, new SeededChance(seed)));
        data.Forward();
        data.BeginStep();
        for (var i = 0; i < SettleSteps; i++) Step([.. BimanualRobot.Home]);
        (steps, reached, seen) = (0, 0, null);
    }

    // The servos refuse what lies outside their range.
    private void Command(ReadOnlySpan<double> action)
    {
        var range = model.ActuatorRange;
        for (var i = 0; i < ActionWidth; i++)
            data.Control[i] = i % BimanualRobot.ArmWidth < BimanualRobot.ArmJoints ? Math.Clamp(action[i], range[i * 2], range[i * 2 + 1]) : BimanualRobot.FingerOf(action[i]);
    }

    private static Point PointAt(ReadOnlySpan<double> rows, int index) => new(rows[index * 3], rows[index * 3 + 1], rows[index * 3 + 2]);
}
