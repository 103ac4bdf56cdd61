using Oft.Contracts;

namespace Oft.Aloha.Control;

/// <summary>Where a cycle's actions come from: asks the policy in time, judges what it answers, and has the action of each tick.</summary>
internal sealed class ChunkSupply(IRobot robot, IPolicyDesk desk, LoopOptions options, TimeProvider time, IReadOnlyList<ITickSink> sinks)
{
    private readonly ChunkPlan plan = new(options.Playback, options.Profile.RateHz, openLoopSteps: options.OpenLoopSteps, armWidth: options.Profile.ArmWidth);
    private long query, asked = -1;

    /// <summary>What the policy is told.</summary>
    public string Sentence { get; set; } = options.Sentence;

    /// <summary>Nothing old may play, and nobody waits for an answer any more.</summary>
    public void Forget()
    {
        plan.Clear();
        if (asked >= 0) desk.Abandon();
        asked = -1;
    }

    /// <summary>Takes what has been answered.</summary>
    /// <returns>What is wrong with an answer that was waited for; null where nothing is.</returns>
    public string? Take(LoopMode mode, long tick, long now)
    {
        while (desk.Take() is { } answer)
        {
            var stray = asked < 0 || answer.Query != query;
            var fault = stray ? $"question {answer.Query} is not the one that waits" : mode != LoopMode.Running ? $"the loop is {mode}" : Objection(answer, now);
            foreach (var sink in sinks) sink.Take(answer, fault is null ? "used" : $"not used: {fault}");
            if (stray) continue;
            asked = -1;
            if (mode != LoopMode.Running) continue;
            if (fault is not null) return fault;
            plan.Add(answer.Chunk!, answer.Query, answer.Tick, tick);
        }
        return null;
    }

    /// <summary>Asks where it is time. The pictures are prepared on the policy's thread.</summary>
    public void Ask(long tick, long now)
    {
        if (desk.Busy || asked >= 0 || !plan.WantsChunk(tick)) return;
        asked = now;
        var (state, frames, sentence) = (robot.State!, robot.Frames, Sentence);
        desk.Ask(++query, tick, () => new Observation([.. frames.Select(x => options.Prepare(x!.Image))], state.Position, sentence));
    }

    /// <summary>How late the answer is that is waited for; null where it is not.</summary>
    public string? Silence(long now) => asked >= 0 ? Late(asked, now) : null;

    /// <summary>The action of a tick; null where no chunk has one.</summary>
    public PlannedAction? Next(long tick) => plan.Next(tick);

    private int Expected => options.ChunkLength ?? robot.Spec.ChunkLength;

    private string? Objection(PolicyAnswer answer, long now)
    {
        if (answer.Chunk is not { } chunk) return answer.Error ?? "there is none";
        if (chunk.Length != Expected || chunk.Width != robot.Spec.ActionWidth)
            return $"it is [{chunk.Length}, {chunk.Width}]; [{Expected}, {robot.Spec.ActionWidth}] is expected";
        foreach (var value in chunk.Values.Span)
            if (!double.IsFinite(value)) return $"it holds {value}";
        return Late(answer.Asked, now);
    }

    private string? Late(long since, long now)
    {
        var age = time.GetElapsedTime(since, now).TotalSeconds;
        var most = Math.Min(options.Profile.Freshness.Answer, Expected * options.Profile.Period);
        return age > most ? $"it was asked for {age:0.00} s ago; {most} s are the most" : null;
    }
}
