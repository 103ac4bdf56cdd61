using Oft.Aloha.Control;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Control;

/// <summary>A policy by script on a test's clock.</summary>
internal sealed class ScriptedDesk(TimeProvider time) : IPolicyDesk
{
    private readonly List<(double After, PolicyAnswer Answer)> coming = [];
    private long current = -1;

    /// <summary>What it answers, and after how many seconds; null for never.</summary>
    public Func<long, (double Seconds, ActionChunk? Chunk, string? Error)?> Script { get; set; } = _ => null;

    public int Asked { get; private set; }

    public Observation? Seen { get; private set; }

    public bool Busy => current >= 0;

    public void Ask(long query, long tick, Func<Observation> observe)
    {
        (current, Asked) = (query, Asked + 1);
        Seen = observe();
        if (Script(query) is { } answer) coming.Add((answer.Seconds, new(query, tick, time.GetTimestamp(), 0, answer.Chunk, answer.Error)));
    }

    public PolicyAnswer? Take()
    {
        var at = coming.FindIndex(x => time.GetElapsedTime(x.Answer.Asked).TotalSeconds >= x.After);
        if (at < 0) return null;
        var answer = coming[at].Answer with { Answered = time.GetTimestamp() };
        coming.RemoveAt(at);
        if (answer.Query == current) current = -1;
        return answer;
    }

    /// <summary>Something comes that nobody asked for.</summary>
    public void Push(PolicyAnswer answer) => coming.Add((0, answer));

    public void Abandon() => current = -1;

    public void Dispose()
    {
    }
}
