using Oft.Contracts;

namespace Oft.Aloha.Robots;

/// <summary>A world that goes on by itself: every control period it takes the last targets, lets one period pass and shows what is seen.</summary>
/// <remarks>
/// A world draws on the thread it was first used from: whoever calls <see cref="Look"/> and <see cref="Advance"/>, on a clock of their own, or the thread that
/// <see cref="Begin"/> starts for real time. So nothing is looked at before either.
/// </remarks>
public sealed class SimulatedRobot : IRobot
{
    private readonly IWorld world;
    private readonly TimeProvider time;
    private readonly double[] goal;
    private readonly RobotFrame?[] frames;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource ending = new();
    private RobotState? state;
    private Thread? thread;
    private long number, late;
    private string? trouble;

    /// <summary>Wraps a world that has been reset.</summary>
    /// <param name="world">Disposed with the robot.</param>
    /// <param name="time">The clock that receive times are taken from.</param>
    /// <param name="rest">[A] the targets that keep it where it is.</param>
    public SimulatedRobot(IWorld world, TimeProvider time, ReadOnlySpan<double> rest)
    {
        if (rest.Length != world.Robot.ActionWidth) throw new ArgumentException($"expected {world.Robot.ActionWidth} targets, got {rest.Length}.", nameof(rest));
        (this.world, this.time, goal, frames) = (world, time, rest.ToArray(), new RobotFrame?[world.Robot.Views.Count]);
    }

    /// <inheritdoc/>
    public RobotSpec Spec => world.Robot;

    /// <inheritdoc/>
    public RobotState? State => Volatile.Read(ref state);

    /// <inheritdoc/>
    public IReadOnlyList<RobotFrame?> Frames
    {
        get
        {
            lock (gate) return [.. frames];
        }
    }

    /// <inheritdoc/>
    public string? Trouble => Volatile.Read(ref trouble);

    /// <summary>Periods that took longer than they last: the simulation is slower than real time.</summary>
    public long Late => Volatile.Read(ref late);

    /// <summary>True once the world's goal holds.</summary>
    public bool Success { get; private set; }

    /// <summary>Points of 100 by the task's staged rubric, as far as it has come; null where the world has none.</summary>
    public double? Score { get; private set; }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<double> action)
    {
        if (action.Length != goal.Length) throw new ArgumentException($"expected {goal.Length} targets, got {action.Length}.", nameof(action));
        lock (gate) action.CopyTo(goal);
    }

    /// <inheritdoc/>
    public void Hold(ReadOnlySpan<double> measured) => Send(measured);

    /// <summary>One period.</summary>
    public void Advance()
    {
        double[] targets;
        lock (gate) targets = [.. goal];
        world.Step(targets);
        Look();
    }

    /// <summary>Real time, on a thread that the world belongs to from here on.</summary>
    public void Begin()
    {
        thread = new Thread(Run) { IsBackground = true, Name = "simulated robot" };
        thread.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ending.Cancel();
        thread?.Join();
        world.Dispose();
    }

    private void Run()
    {
        var period = (long)(time.TimestampFrequency / Spec.ControlRateHz);
        var deadline = time.GetTimestamp();
        try
        {
            Look();
            while (!ending.IsCancellationRequested)
            {
                Advance();
                deadline += period;
                var left = time.GetElapsedTime(time.GetTimestamp(), deadline);
                if (left > TimeSpan.Zero) ending.Token.WaitHandle.WaitOne(left);
                else
                {
                    Interlocked.Increment(ref late);
                    deadline = time.GetTimestamp();
                }
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Volatile.Write(ref trouble, $"the simulation broke: {e.Message}");
        }
    }

    /// <summary>What is seen now, without a step.</summary>
    public void Look()
    {
        var seen = world.Observe();
        var (now, stamp) = (time.GetTimestamp(), time.GetUtcNow());
        lock (gate)
        {
            number++;
            for (var view = 0; view < frames.Length; view++)
            {
                var still = frames[view] is { } before && before.Image.Rgb.Span.SequenceEqual(seen.Views[view].Rgb.Span);
                frames[view] = new RobotFrame(seen.Views[view], number, now, still ? frames[view]!.Changed : now, stamp);
            }
        }
        Volatile.Write(ref state, new RobotState(seen.Proprio, default, default, now, stamp));
        (Success, Score) = (world.Success, (world as IScoredWorld)?.Score);
    }
}
