using Oft.Contracts;

namespace Oft.Evaluation.Tests.Worlds;

/// <summary>A point on a line that has to come within a centimetre of a goal: the smallest world that can be won, lost and broken.</summary>
/// <remarks>Actions are [A = 2]: speed in centimetres a step, and a lamp that does nothing. The goal follows from the initial state, a push from the seed.</remarks>
public sealed class LineWorld(int stepLimit = 40, string task = "reach the mark") : IWorld
{
    private double position, goal, push;

    public static RobotSpec Spec { get; } = new() { Name = "line", Views = ["front"], ProprioWidth = 2, ActionWidth = 2, ChunkLength = 4, ControlRateHz = 20 };

    /// <summary>Thrown by a step when it returns something; counted from the reset.</summary>
    public Func<int, Exception?> Breaks { get; init; } = _ => null;

    public List<(int InitialState, ulong Seed)> Resets { get; } = [];

    public List<double[]> Applied { get; } = [];

    public int Observed { get; private set; }

    public bool Disposed { get; private set; }

    public RobotSpec Robot => Spec;

    public string Sentence => task;

    public int StepLimit => stepLimit;

    public bool Success => Math.Abs(position - goal) < 1;

    public void Reset(int initialState, ulong seed)
    {
        Resets.Add((initialState, seed));
        Applied.Clear();
        (position, goal, push) = (0, 10 + initialState % 7, seed % 1000 / 1000.0 - 0.5);
    }

    public void Step(ReadOnlySpan<double> action)
    {
        if (Breaks(Applied.Count) is { } broken) throw broken;
        Applied.Add(action.ToArray());
        position += Math.Clamp(action[0], -1, 1) + 0.2 * push;
    }

    public Observation Observe()
    {
        Observed++;
        byte[] rgb = [(byte)Math.Clamp(position, 0, 255), 1, 2, (byte)goal, 4, 5];      // one row of two pixels
        return new Observation([new CameraImage("front", 2, 1, rgb)], new double[] { position, goal }, Sentence);
    }

    public void Dispose() => Disposed = true;
}
