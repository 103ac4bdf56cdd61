using Oft.Aloha.Arms;
using Oft.Contracts;

namespace Oft.Aloha.Control;

/// <summary>The actions to come, by tick.</summary>
/// <remarks>
/// Element i of a chunk belongs to tick t₀ + i: t₀ is the tick of its observation, or, in open loop, the tick it arrived at.
/// <code>
/// Overlap    wanted again when remaining ≤ ⌈latency · rate⌉ + 2;  x = (1 - w) · old + w · new, w rises over 5 ticks
/// Blend      x = Σ e^(-0.01 i) · xᵢ / Σ e^(-0.01 i)               i = 0 is the oldest prediction
/// </code>
/// An open or close, the last number of every arm, is a decision, not a place: grippers are never averaged, the newest chunk has them.
/// </remarks>
public sealed class ChunkPlan(ChunkPlayback playback, double rateHz, int fade = 5, int? openLoopSteps = null, int armWidth = AlohaState.ArmWidth)
{
    private const double Decay = 0.01;

    private readonly List<(long Start, ActionChunk Actions, long Id, long Arrived)> chunks = [];
    private long playing = -1;

    /// <summary>Mean latency of the last answers, s.</summary>
    public double Latency { get; private set; }

    /// <summary>Actions that were late and never played.</summary>
    public long Dropped { get; private set; }

    /// <summary>Forgets everything: after a hold, nothing old may play.</summary>
    public void Clear()
    {
        chunks.Clear();
        playing = -1;
    }

    /// <summary>How many ticks from now on have an action.</summary>
    public int Remaining(long tick) => chunks.Count == 0 ? 0 : (int)Math.Max(0, chunks.Max(x => x.Start + Steps(x.Actions)) - tick);

    /// <summary>True where it is time to ask for the next chunk.</summary>
    public bool WantsChunk(long tick) => playback switch
    {
        ChunkPlayback.OpenLoop => Remaining(tick) == 0,
        ChunkPlayback.Overlap => Remaining(tick) <= (int)Math.Ceiling(Latency * rateHz) + 2,
        _ => true,
    };

    /// <summary>Takes an answer.</summary>
    /// <param name="actions">The chunk.</param>
    /// <param name="id">Of its query.</param>
    /// <param name="observed">The tick of its observation.</param>
    /// <param name="tick">The tick it arrived at.</param>
    public void Add(ActionChunk actions, long id, long observed, long tick)
    {
        var latency = (tick - observed) / rateHz;
        Latency = Latency == 0 ? latency : 0.7 * Latency + 0.3 * latency;
        if (playback == ChunkPlayback.OpenLoop) chunks.Clear();
        else Dropped += Math.Min(tick - observed, Steps(actions));
        chunks.Add((playback == ChunkPlayback.OpenLoop ? tick : observed, actions, id, tick));
        // Only what can still be seen at a later tick stays; two chunks are faded, many are averaged.
        chunks.RemoveAll(x => x.Start + Steps(x.Actions) <= tick);
        if (playback == ChunkPlayback.Overlap && chunks.Count > 2) chunks.RemoveRange(0, chunks.Count - 2);
    }

    /// <summary>The action of a tick; null where no chunk has one.</summary>
    public PlannedAction? Next(long tick)
    {
        var now = chunks.Where(x => tick >= x.Start && tick < x.Start + Steps(x.Actions)).ToList();
        if (now.Count == 0) return null;
        var newest = now[^1];
        var element = (int)(tick - newest.Start);
        var values = newest.Actions[element].ToArray();
        if (now.Count > 1 && playback == ChunkPlayback.Overlap) Fade(values, now[^2].Actions[(int)(tick - now[^2].Start)], (tick - newest.Arrived + 1) / (fade + 1.0));
        else if (now.Count > 1) Average(values, [.. now.Select(x => x.Actions[(int)(tick - x.Start)].ToArray())]);
        var boundary = newest.Id != playing;
        playing = newest.Id;
        return new(values, newest.Id, element, boundary);
    }

    private int Steps(ActionChunk actions) => Math.Min(actions.Length, playback == ChunkPlayback.OpenLoop ? openLoopSteps ?? actions.Length : actions.Length);

    private void Fade(double[] values, ReadOnlySpan<double> before, double weight)
    {
        if (weight >= 1) return;
        for (var i = 0; i < values.Length; i++)
            if (!IsGripper(i)) values[i] = (1 - weight) * before[i] + weight * values[i];
    }

    private void Average(double[] values, double[][] predictions)
    {
        var weights = predictions.Select((_, i) => Math.Exp(-Decay * i)).ToArray();
        var total = weights.Sum();
        for (var i = 0; i < values.Length; i++)
            if (!IsGripper(i)) values[i] = predictions.Select((x, n) => weights[n] * x[i]).Sum() / total;
    }

    private bool IsGripper(int i) => (i + 1) % armWidth == 0;
}
