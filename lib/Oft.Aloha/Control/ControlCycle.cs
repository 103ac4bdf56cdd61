using Oft.Aloha.Gate;
using Oft.Contracts;

namespace Oft.Aloha.Control;

/// <summary>What is done in one control period: look, take this tick's action, gate, send, record. It waits for nothing and knows no thread.</summary>
public sealed class ControlCycle
{
    private const double LongestSettling = 3;                                    // seconds a pose may take after its last command

    private readonly IRobot robot;
    private readonly LoopOptions options;
    private readonly TimeProvider time;
    private readonly IReadOnlyList<ITickSink> sinks;
    private readonly SafetyGate gate;
    private readonly RobotWatch watch;
    private readonly ChunkSupply supply;
    private readonly Lock commands = new();
    private (Func<LoopMode, bool> From, LoopMode To, string Why, bool Shadow)? wish;
    private string? stop, said;
    private long operatorSeen, running, settling;
    private double[]? commanded;

    /// <summary>A cycle in <see cref="LoopMode.Idle"/>.</summary>
    /// <exception cref="ArgumentException">The limits are for a robot of another width.</exception>
    public ControlCycle(IRobot robot, IPolicyDesk desk, LoopOptions options, TimeProvider time, params IReadOnlyList<ITickSink> sinks)
    {
        if (robot.Spec.ActionWidth != options.Profile.Width || robot.Spec.ProprioWidth != options.Profile.Width)
            throw new ArgumentException($"{robot.Spec.Name} has states of {robot.Spec.ProprioWidth} and actions of {robot.Spec.ActionWidth} numbers; the limits {options.Profile.Name} are for {options.Profile.Width}.", nameof(options));
        (this.robot, this.options, this.time, this.sinks) = (robot, options, time, sinks);
        gate = new SafetyGate(options.Profile);
        watch = new RobotWatch(robot, options.Profile, time);
        supply = new ChunkSupply(robot, desk, options, time, sinks);
        operatorSeen = time.GetTimestamp();
        Shadowing = options.Shadow;
    }

    /// <summary>Where the loop is.</summary>
    public LoopMode Mode { get; private set; }

    /// <summary>Why it is there, in words.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>True where the policy runs, or ran last, and nothing is commanded.</summary>
    public bool Shadowing { get; private set; }

    /// <summary>What the policy is told.</summary>
    public string Sentence => supply.Sentence;

    /// <summary>The robot's limits.</summary>
    public GateProfile Profile => options.Profile;

    /// <summary>True once as many actions were played as were asked for.</summary>
    public bool Done => options.StepLimit is { } limit && running >= limit;

    /// <summary>Ticks so far.</summary>
    public long Tick { get; private set; }

    /// <summary>Called at every change of mode, with the reason: for the screen and the log. It is called on the loop's thread and must return at once.</summary>
    public event Action<LoopMode, string>? Changed;

    /// <summary>The operator is there.</summary>
    public void Heartbeat() => Volatile.Write(ref operatorSeen, time.GetTimestamp());

    /// <summary>Watch the robot; from idle, from a hold, or from a fault that somebody has looked at.</summary>
    public void Ready() => Wish(x => x is LoopMode.Idle or LoopMode.Holding or LoopMode.Fault, LoopMode.Ready, "the operator made ready");

    /// <summary>Slowly to the start pose.</summary>
    public void Home() => Wish(x => x is LoopMode.Ready or LoopMode.Holding && !options.Shadow, LoopMode.Homing, "the operator asked for the start pose");

    /// <summary>Run the policy.</summary>
    /// <param name="shadow">Command nothing, whatever the options say.</param>
    public void Start(bool shadow = false) => Wish(x => x is LoopMode.Ready or LoopMode.Holding, LoopMode.Running, shadow ? "the operator started a shadow" : "the operator started", shadow);

    /// <summary>Another sentence for what is run next.</summary>
    /// <returns>False while the policy runs: it is told nothing else in the middle of a motion.</returns>
    public bool Tell(string sentence)
    {
        lock (commands)
        {
            if (Mode == LoopMode.Running) return false;
            supply.Sentence = sentence;
            return true;
        }
    }

    /// <summary>Slowly to the sleep pose, then stopped.</summary>
    public void Rest() => Wish(x => x is LoopMode.Ready or LoopMode.Holding or LoopMode.Running && !options.Shadow, LoopMode.Resting, "the operator asked for the sleep pose");

    /// <summary>The emergency stop: holds here and now, on the caller's thread, whatever the policy or the loop is doing. Torque stays on: the arms have no brakes.</summary>
    public void Stop(string why)
    {
        lock (commands)
        {
            stop ??= why;
            wish = null;                                                        // what was asked for before the stop is void
            if (Mode is not (LoopMode.Idle or LoopMode.Stopped)) HoldMeasured();
        }
    }

    /// <summary>One control period.</summary>
    public void Step()
    {
        lock (commands)
        {
            Tick++;
            var now = time.GetTimestamp();
            var (state, frames) = (robot.State, robot.Frames);
            string? note = null;
            Transition(now);
            var findings = Mode is LoopMode.Idle or LoopMode.Stopped ? [] : watch.Look(now, options.NeedsOperator ? Volatile.Read(ref operatorSeen) : null);
            React(findings, ref note);
            if (supply.Take(Mode, Tick, now) is { } fault) Hold(LoopMode.Holding, note = $"the policy's answer is not used: {fault}");
            var (wanted, sent, rules, planned) = Mode switch
            {
                LoopMode.Running => Run(state!, findings, now, ref note),
                LoopMode.Homing => Slowly(state!, options.StartFrom ?? Pose(options.Profile.StartPose), LoopMode.Ready, "the start pose is reached"),
                LoopMode.Resting => Slowly(state!, Pose(options.Profile.SleepPose), LoopMode.Stopped, "the sleep pose is reached"),
                _ => default,
            };
            var record = new TickRecord(Tick, now, time.GetUtcNow(), Mode, state, frames, wanted, sent, rules, planned?.Chunk ?? -1, planned?.Element ?? -1, planned?.Boundary ?? false, note ?? Said());
            foreach (var sink in sinks) sink.Take(record);
        }
    }

    private string? Said()
    {
        var line = said;
        said = null;
        return line;
    }

    private void Transition(long now)
    {
        if (stop is { } why)
        {
            stop = null;
            if (Mode is LoopMode.Running or LoopMode.Homing or LoopMode.Resting or LoopMode.Ready or LoopMode.Holding) Enter(LoopMode.Holding, why);
        }
        if (wish is not { } to) return;
        wish = null;
        if (!to.From(Mode)) return;
        Shadowing = options.Shadow || to.Shadow;
        if (to.To is LoopMode.Ready or LoopMode.Running) supply.Forget();
        if (Mode is LoopMode.Idle or LoopMode.Fault) Volatile.Write(ref operatorSeen, now);
        if (to.To is LoopMode.Running or LoopMode.Homing or LoopMode.Resting)
        {
            if (robot.State is not { } state || !Sound(state))
            {
                Enter(Mode, $"{to.Why}, but the robot has told no sound joint state yet");
                return;
            }
            var measured = options.Profile.CommandOf(state.Position.Span);
            if (to.To == LoopMode.Running && !Shadowing && options.StartFrom is { } begin && Farthest(measured, begin) is var (far, joint) && far > options.Profile.FirstStep)
            {
                Enter(Mode, $"{to.Why}, but {options.Profile.NameOf(joint)} is {far:0.00} rad from where this begins: home first");
                return;
            }
            commanded = gate.Rest(measured);
            running = settling = 0;
        }
        Enter(to.To, to.Why);
    }

    private void React(IReadOnlyList<Finding> findings, ref string? note)
    {
        if (findings.Count == 0) return;
        var worst = findings.MaxBy(x => x.Severity)!;
        note = string.Join("; ", findings.Select(x => $"{x.Code}: {x.Reason}"));
        if (worst.Severity == Severity.Fault && Mode != LoopMode.Fault) Hold(LoopMode.Fault, worst.Reason);
        else if (worst.Severity == Severity.Hold && Mode is LoopMode.Running or LoopMode.Homing or LoopMode.Resting) Hold(LoopMode.Holding, worst.Reason);
        else if (worst.Severity == Severity.Rest && Mode == LoopMode.Running && !Shadowing)
        {
            supply.Forget();
            Enter(LoopMode.Resting, worst.Reason);
        }
    }

    private (double[]? Wanted, double[]? Sent, GateRule Rules, PlannedAction? Planned) Run(RobotState state, IReadOnlyList<Finding> findings, long now, ref string? note)
    {
        if (options.StepLimit is { } limit && running >= limit)
        {
            Hold(LoopMode.Holding, note = $"{limit} steps are done");
            return default;
        }
        var blind = findings.Any(x => x.Severity == Severity.NoNewChunk);
        if (!blind) supply.Ask(Tick, now);
        if (supply.Silence(now) is { } late)
        {
            Hold(LoopMode.Holding, note = $"the policy is silent: {late}");
            return default;
        }
        if (supply.Next(Tick) is not { } planned)
        {
            if (blind) Hold(LoopMode.Holding, note = findings.First(x => x.Severity == Severity.NoNewChunk).Reason);
            return default;                                                     // the arms rest at their last goal while the policy thinks
        }
        running++;
        if (planned.Boundary) gate.NewChunk();
        var measured = options.Profile.CommandOf(state.Position.Span);
        if (Shadowing)
        {
            // Nothing is commanded, so nothing can be followed: each action is judged from where the robot is.
            gate.Rest(measured);
            var judged = gate.Pass(planned.Values, measured);
            note ??= judged.Reason;
            return (planned.Values, null, judged.Rules, planned);
        }
        var result = gate.Pass(planned.Values, measured);
        if (result.Command is null) Hold(LoopMode.Holding, note = result.Reason!);
        else Send(result.Command);
        return (planned.Values, result.Command, result.Rules, planned);
    }

    private (double[]? Wanted, double[]? Sent, GateRule Rules, PlannedAction? Planned) Slowly(RobotState state, IReadOnlyList<double> pose, LoopMode then, string why)
    {
        double[] goal = [.. pose];
        var measured = options.Profile.CommandOf(state.Position.Span);
        var result = gate.Pass(goal, measured, slowly: true);
        if (result.Command is null) Hold(LoopMode.Holding, result.Reason!);
        else
        {
            Send(result.Command);
            // Servos come behind: it is over when the arms are there, not when the last command is.
            if (result.Command.Zip(goal).Any(x => Math.Abs(x.First - x.Second) >= 1e-6)) return (goal, result.Command, result.Rules, null);
            if (Farthest(measured, goal) is var (far, joint) && far <= options.Profile.FirstStep) Enter(then, why);
            else if (++settling > LongestSettling * options.Profile.RateHz) Hold(LoopMode.Holding, $"{options.Profile.NameOf(joint)} stays {far:0.00} rad from the pose it was sent to");
        }
        return (goal, result.Command, result.Rules, null);
    }

    // All arms in one pose; grippers as they were commanded last.
    private double[] Pose(IReadOnlyList<double> arm) => options.Profile.PoseOf(arm, i => commanded![i]);

    private (double Far, int Joint) Farthest(ReadOnlySpan<double> measured, IReadOnlyList<double> goal)
    {
        var (far, joint) = (0.0, 0);
        for (var i = 0; i < measured.Length; i++)
            if (!options.Profile.IsGripper(i) && Math.Abs(measured[i] - goal[i]) is var apart && apart > far) (far, joint) = (apart, i);
        return (far, joint);
    }

    private void Send(double[] command)
    {
        commanded = command;
        robot.Send(command);
    }

    private void Hold(LoopMode mode, string why)
    {
        HoldMeasured();
        Enter(mode, why);
    }

    // Once, and the measured pose, not the last goal: whatever pushed the arm away is not pushed back.
    private void HoldMeasured()
    {
        supply.Forget();
        if (robot.State is not { } state || !Sound(state)) return;              // no pose to hold: the motors keep their last goal
        commanded = gate.Rest(options.Profile.CommandOf(state.Position.Span));
        if (!Shadowing) robot.Hold(commanded);
    }

    private void Enter(LoopMode mode, string why)
    {
        if (mode == Mode && why == Reason) return;
        (Mode, Reason) = (mode, why);
        said = $"{mode}: {why}";
        Changed?.Invoke(mode, why);
    }

    private void Wish(Func<LoopMode, bool> from, LoopMode to, string why, bool shadow = false)
    {
        lock (commands) wish = (from, to, why, shadow);
    }

    private bool Sound(RobotState state)
    {
        if (state.Position.Length != options.Profile.Width) return false;
        foreach (var value in state.Position.Span)
            if (!double.IsFinite(value)) return false;
        return true;
    }
}
