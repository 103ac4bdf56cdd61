using Oft.Aloha.Arms;

namespace Oft.Aloha.Control;

/// <summary>How smooth a run was: jerk, and the jump where one chunk follows another. Jitter shows here before a robot feels it.</summary>
/// <remarks>
/// <code>
/// jerk       third difference of the targets · rate³, rad/s³, root mean square over ticks and arm joints
/// boundary   step across a chunk boundary / median step inside chunks: 1 where the boundary cannot be told
/// </code>
/// Feed it wanted or sent actions in tick order. A pause ends the jerk's differences; the step to the next chunk is still measured. Grippers, the last number of every arm, are left out: their jumps are decisions.
/// </remarks>
public sealed class MotionMetrics(double rateHz, int armWidth = AlohaState.ArmWidth)
{
    private readonly List<double[]> window = [];
    private readonly List<double> inside = [], across = [];
    private double[]? last;
    private double squares, largest;
    private long terms;

    /// <summary>Root mean square jerk, rad/s³.</summary>
    public double Jerk => terms == 0 ? 0 : Math.Sqrt(squares / terms);

    /// <summary>Largest jerk of a joint, rad/s³.</summary>
    public double LargestJerk => largest;

    /// <summary>Chunk boundaries seen.</summary>
    public int Boundaries => across.Count;

    /// <summary>Median of the largest joint step inside chunks, rad.</summary>
    public double InsideStep => Median(inside);

    /// <summary>Median of the largest joint step across boundaries, rad.</summary>
    public double BoundaryStep => Median(across);

    /// <summary>Largest step across a boundary, rad.</summary>
    public double LargestBoundaryStep => across.Count == 0 ? 0 : across.Max();

    /// <summary>How much a boundary stands out; 0 where nothing moved.</summary>
    public double BoundaryRatio => InsideStep == 0 ? 0 : BoundaryStep / InsideStep;

    /// <summary>The next action.</summary>
    /// <param name="action">[A].</param>
    /// <param name="boundary">True where it is the first of another chunk.</param>
    public void Add(ReadOnlySpan<double> action, bool boundary)
    {
        var now = action.ToArray();
        if (last is not null && boundary) across.Add(Step(now, last));
        else if (window.Count > 0) inside.Add(Step(now, window[^1]));
        last = now;
        window.Add(now);
        if (window.Count > 4) window.RemoveAt(0);
        if (window.Count < 4) return;
        for (var i = 0; i < action.Length; i++)
        {
            if (IsGripper(i)) continue;
            var jerk = (window[3][i] - 3 * window[2][i] + 3 * window[1][i] - window[0][i]) * rateHz * rateHz * rateHz;
            squares += jerk * jerk;
            largest = Math.Max(largest, Math.Abs(jerk));
            terms++;
        }
    }

    /// <summary>A tick without an action.</summary>
    public void Pause() => window.Clear();

    /// <summary>In one line.</summary>
    public override string ToString() => FormattableString.Invariant($"jerk {Jerk:0.0} rad/s³ (largest {LargestJerk:0.0}), {Boundaries} boundaries of {BoundaryStep:0.0000} rad against {InsideStep:0.0000} inside chunks (ratio {BoundaryRatio:0.0})");

    private double Step(double[] now, double[] before)
    {
        var step = 0.0;
        for (var i = 0; i < now.Length; i++)
            if (!IsGripper(i)) step = Math.Max(step, Math.Abs(now[i] - before[i]));
        return step;
    }

    private static double Median(List<double> values)
    {
        if (values.Count == 0) return 0;
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private bool IsGripper(int i) => (i + 1) % armWidth == 0;
}
