using System.Diagnostics;

namespace Oft.Training;

/// <summary>Splits a step's time by phase: entering one ends the one before.</summary>
internal sealed class StepClock
{
    private readonly double[] seconds = new double[4];
    private long since = Stopwatch.GetTimestamp();
    private Phase now = Phase.Data;

    public enum Phase { Data, Forward, Backward, Optimizer }

    public void Enter(Phase phase)
    {
        var time = Stopwatch.GetTimestamp();
        seconds[(int)now] += Stopwatch.GetElapsedTime(since, time).TotalSeconds;
        (since, now) = (time, phase);
    }

    public StepTimes Stop()
    {
        Enter(now);
        return new(seconds[0], seconds[1], seconds[2], seconds[3]);
    }
}
