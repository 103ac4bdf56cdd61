using Oft.Aloha.Arms;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Control;

/// <summary>A robot, a policy by script and a cycle on one clock: states every 10 ms, a tick every 40 ms.</summary>
internal sealed class Rig : ITickSink
{
    public Rig(Func<LoopOptions, LoopOptions>? change = null, int width = 8, int height = 6)
    {
        Robot = new FaultyRobot(new KinematicRobot(GateProfile.Aloha1, Time, width: width, height: height));
        Desk = new ScriptedDesk(Time) { Script = _ => (0.1, Gentle(), null) };
        var options = new LoopOptions { Profile = GateProfile.Aloha1, Sentence = "put the red pepper into the pot", Prepare = x => x };
        View = new LoopView(Robot, Time);
        Cycle = new ControlCycle(Robot, Desk, change?.Invoke(options) ?? options, Time, this, View);
    }

    public ManualTime Time { get; } = new();

    public FaultyRobot Robot { get; }

    public ScriptedDesk Desk { get; }

    public ControlCycle Cycle { get; }

    public LoopView View { get; }

    public List<TickRecord> Records { get; } = [];

    public List<string> Verdicts { get; } = [];

    public bool OperatorThere { get; set; } = true;

    public static double[] StartPose => [.. AlohaRoutines.StartPose, 0.5, .. AlohaRoutines.StartPose, 0.5];

    /// <summary>A chunk that waves the left waist a little.</summary>
    public static ActionChunk Gentle(int length = 25, double shift = 0) => new(length, 14, (double[])[.. Enumerable.Range(0, length).SelectMany(i =>
    {
        var action = StartPose;
        action[0] = shift + 0.05 * Math.Sin(i * Math.PI / 25);
        return action;
    })]);

    public void Tick()
    {
        for (var i = 0; i < 4; i++)
        {
            Time.Advance(0.01);
            Robot.Inner.Advance();
        }
        if (OperatorThere) Cycle.Heartbeat();
        Cycle.Step();
    }

    public void Ticks(int count)
    {
        for (var i = 0; i < count; i++) Tick();
    }

    /// <summary>Running, with actions of a chunk being sent.</summary>
    public Rig Started()
    {
        Cycle.Ready();
        Tick();
        Cycle.Start();
        Ticks(6);
        Assert.Equal(LoopMode.Running, Cycle.Mode);
        Assert.NotEmpty(Robot.Sent);
        return this;
    }

    /// <summary>Ticks until the loop runs no more; the seconds that took.</summary>
    public double UntilHeld(double most = 10)
    {
        var since = Time.GetTimestamp();
        while (Cycle.Mode == LoopMode.Running)
        {
            Assert.True(Time.GetElapsedTime(since).TotalSeconds < most, "the loop goes on running");
            Tick();
        }
        return Time.GetElapsedTime(since).TotalSeconds;
    }

    public void Take(TickRecord record) => Records.Add(record);

    public void Take(PolicyAnswer answer, string verdict) => Verdicts.Add(verdict);
}
