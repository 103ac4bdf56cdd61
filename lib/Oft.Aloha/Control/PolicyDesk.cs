using System.Collections.Concurrent;
using Oft.Contracts;

namespace Oft.Aloha.Control;

/// <summary>Asks a policy on a thread of its own, one question at a time.</summary>
/// <remarks>
/// A policy cannot be interrupted. One that hangs keeps its thread; the desk goes on with another, and after three of them refuses, because something is very wrong.
/// </remarks>
public sealed class PolicyDesk(IPolicy policy, TimeProvider time) : IPolicyDesk
{
    private const int MostHanging = 3;

    private readonly ConcurrentQueue<PolicyAnswer> answers = new();
    private long current = -1;
    private int hanging;

    /// <inheritdoc/>
    public bool Busy => Volatile.Read(ref current) >= 0;

    /// <inheritdoc/>
    public void Ask(long query, long tick, Func<Observation> observe)
    {
        if (Busy) throw new InvalidOperationException("a question is waiting for its answer already.");
        var asked = time.GetTimestamp();
        if (Volatile.Read(ref hanging) >= MostHanging)
        {
            answers.Enqueue(new(query, tick, asked, asked, null, $"{MostHanging} earlier questions still hang in the policy: restart it"));
            return;
        }
        Volatile.Write(ref current, query);
        Interlocked.Increment(ref hanging);
        new Thread(() => Answer(query, tick, asked, observe)) { IsBackground = true, Name = $"policy query {query}" }.Start();
    }

    /// <inheritdoc/>
    public PolicyAnswer? Take() => answers.TryDequeue(out var answer) ? answer : null;

    /// <inheritdoc/>
    public void Abandon()
    {
        Volatile.Write(ref current, -1);
        answers.Clear();
    }

    /// <summary>Waits for nobody: threads that hang end with the process.</summary>
    public void Dispose() => Abandon();

    private void Answer(long query, long tick, long asked, Func<Observation> observe)
    {
        PolicyAnswer answer;
        try
        {
            answer = new(query, tick, asked, 0, policy.Act(observe()), null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            answer = new(query, tick, asked, 0, null, e.Message);
        }
        Interlocked.Decrement(ref hanging);
        if (Volatile.Read(ref current) != query) return;                        // abandoned meanwhile
        answers.Enqueue(answer with { Answered = time.GetTimestamp() });
        Interlocked.CompareExchange(ref current, -1, query);
    }
}
