using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Contracts;
using Oft.Lab.Charts;
using Oft.Lab.Sessions;

namespace Oft.Lab.Course;

/// <summary>The control loop, its gate and a robot without physics on a clock of their own, where faults happen on purpose.</summary>
/// <remarks><code>
/// using var loop = new LoopRehearsal(policy, "fold the shirt");
/// loop.Start();  loop.Run(2);  loop.DriverIsSilent = true;  loop.Run(1);
/// </code>
/// The loop and the gate are those that drive a real robot; only the robot, the clock and the policy's desk stand in.
/// </remarks>
public sealed class LoopRehearsal : ITickSink, IDisposable
{
    private readonly RehearsalDesk desk;
    private readonly List<TickRecord> ticks = [];
    private readonly List<SessionEvent> events = [];
    private readonly string sentence;

    /// <summary>A loop that is idle yet.</summary>
    /// <param name="policy">For the robot: for ALOHA three views, fourteen numbers.</param>
    /// <param name="sentence">What it is told.</param>
    /// <param name="playback">How chunks follow each other.</param>
    /// <param name="shadow">The policy runs, nothing is commanded.</param>
    /// <param name="profile">Limits; null takes the simulated robot's.</param>
    /// <param name="robot">Makes a robot on the rehearsal's clock; null makes one without physics for the limits.</param>
    public LoopRehearsal(IPolicy policy, string sentence, ChunkPlayback playback = ChunkPlayback.OpenLoop, bool shadow = false, GateProfile? profile = null, Func<TimeProvider, IPacedRobot>? robot = null)
    {
        (this.sentence, Profile) = (sentence, profile ?? GateProfile.Simulated);
        Robot = robot?.Invoke(Clock) ?? new KinematicRobot(Profile, Clock);
        desk = new RehearsalDesk(policy, Clock);
        Cycle = new ControlCycle(Robot, desk, new LoopOptions { Profile = Profile, Sentence = sentence, Playback = playback, Shadow = shadow }, Clock, this);
        Cycle.Changed += (mode, why) => events.Add(new(Clock.Seconds, mode.ToString().ToLowerInvariant(), why));
    }

    /// <summary>The clock.</summary>
    public TickClock Clock { get; } = new();

    /// <summary>The robot.</summary>
    public IPacedRobot Robot { get; }

    /// <summary>The loop.</summary>
    public ControlCycle Cycle { get; }

    /// <summary>Its limits.</summary>
    public GateProfile Profile { get; }

    /// <summary>Every tick so far.</summary>
    public IReadOnlyList<TickRecord> Ticks => ticks;

    /// <summary>Every change of mode, with its reason.</summary>
    public IReadOnlyList<SessionEvent> Events => events;

    /// <summary>Fault: the driver sends no states and no pictures any more.</summary>
    public bool DriverIsSilent { get; set; }

    /// <summary>Fault: the operator gives no sign of life.</summary>
    public bool OperatorIsGone { get; set; }

    /// <summary>Seconds an answer takes; a fault where it is more than the profile allows.</summary>
    public double AnswerSeconds { get => desk.Delay; set => desk.Delay = value; }

    /// <summary>Goes on for so long.</summary>
    public void Run(double seconds)
    {
        for (var tick = 0; tick < (int)Math.Round(seconds * Profile.RateHz); tick++)
        {
            Clock.Pass(Profile.Period);
            if (!DriverIsSilent) Robot.Advance();
            if (!OperatorIsGone) Cycle.Heartbeat();
            Cycle.Step();
        }
    }

    /// <summary>Makes ready and starts, as an operator would.</summary>
    public void Start()
    {
        Cycle.Ready();
        Run(2 * Profile.Period);
        Cycle.Start();
        Run(2 * Profile.Period);
    }

    /// <summary>The session so far, for its page.</summary>
    /// <param name="policy">The policy's name.</param>
    public SessionRecord Session(string policy) => new(Robot.Spec, "rehearsal, simulated robot without physics", policy, sentence, TimeProvider.System.GetUtcNow())
    {
        Steps = [.. ticks.Where(tick => tick.Mode == LoopMode.Running).Select(tick => new SessionStep(tick.Time / 1e6, tick.Wanted ?? [], tick.Sent ?? []))],
        Events = events,
    };

    /// <summary>One joint over time: what the policy wanted, what was sent after the gate, where the arm was.</summary>
    /// <param name="joint">Which number of the state.</param>
    /// <param name="title">Above the plot.</param>
    public Figure Joint(int joint, string title)
    {
        var time = ticks.Select(tick => tick.Time / 1e6).ToList();
        LineTrace Line(string name, Func<TickRecord, double?> value) => new(name, time, [.. ticks.Select(tick => value(tick) ?? double.NaN)]);
        return Figures.Curves([Line("wanted", tick => tick.Wanted?[joint]), Line("sent", tick => tick.Sent?[joint]), Line("measured", tick => tick.State?.Position.Span[joint])], "time, s", Profile.IsGripper(joint) ? "gripper opening" : "joint angle, rad", title);
    }

    /// <inheritdoc/>
    void ITickSink.Take(TickRecord record) => ticks.Add(record);

    /// <inheritdoc/>
    void ITickSink.Take(PolicyAnswer answer, string verdict)
    {
        if (verdict != "used") events.Add(new(Clock.Seconds, "answer", verdict));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        desk.Dispose();
        Robot.Dispose();
    }
}
