using System.Runtime.ExceptionServices;
using Oft.Contracts;

namespace Oft.Evaluation.Suites;

/// <summary>Lets many worlds, each in its thread, share one policy: questions that wait together are answered in one pass.</summary>
/// <remarks>
/// A pass begins when every seated thread waits, when the largest batch is full, or when the oldest question has waited for the
/// latency cap. All passes run on one thread of the gate's own, because a tensor library keeps a team of workers for every thread that calls
/// it, and teams that wait side by side steal each other's cores. Where a pass breaks, its questions are asked one by one, so that only the
/// one at fault meets the exception.
/// </remarks>
public sealed class BatchGate : IDisposable
{
    private readonly TimeSpan latencyCap;
    private readonly int largest;
    private readonly TimeProvider time;
    private readonly ITimer alarm;
    private readonly object door = new();
    private readonly List<Question> waiting = [];
    private readonly Thread answering;
    private int seats;
    private bool closed;

    /// <summary>Opens the gate.</summary>
    /// <param name="latencyCap">How long a question may wait for company.</param>
    /// <param name="largest">Questions in one pass, at most.</param>
    /// <param name="time">Whose clock the cap goes by.</param>
    public BatchGate(TimeSpan latencyCap, int largest, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latencyCap, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(largest);
        (this.latencyCap, this.largest, this.time) = (latencyCap, largest, time ?? TimeProvider.System);
        alarm = this.time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        answering = new Thread(Serve) { IsBackground = true, Name = "policy" };
        answering.Start();
    }

    /// <summary>Passes so far.</summary>
    public int Passes { get; private set; }

    /// <summary>Questions answered so far.</summary>
    public int Answered { get; private set; }

    /// <summary>Says that the calling thread is running episodes and is worth waiting for, until disposed.</summary>
    public IDisposable Sit()
    {
        lock (door) seats++;
        return new Seat(this);
    }

    /// <summary>The same policy for many threads. Questions to one <see cref="IBatchPolicy"/> share a pass; any other policy is asked one at a time, on the thread that asks.</summary>
    public IPolicy Behind(IPolicy policy) => policy is IBatchPolicy batched ? new Gated(this, batched) : new OneAtATime(policy);

    /// <summary>Ends the gate; nobody may be waiting.</summary>
    public void Dispose()
    {
        lock (door)
        {
            closed = true;
            Monitor.PulseAll(door);
        }
        answering.Join();
        alarm.Dispose();
    }

    private ActionChunk Ask(IBatchPolicy policy, Observation observation)
    {
        var question = new Question(policy, observation, time.GetTimestamp());
        lock (door)
        {
            waiting.Add(question);
            if (waiting.Count == 1) alarm.Change(latencyCap, Timeout.InfiniteTimeSpan);
            Monitor.PulseAll(door);
            while (question.Answer is null && question.Fault is null) Monitor.Wait(door);
        }
        question.Fault?.Throw();
        return question.Answer!;
    }

    private void Serve()
    {
        while (Next() is { } batch)
        {
            foreach (var group in batch.GroupBy(question => question.Policy, ReferenceEqualityComparer.Instance)) Answer([.. group]);
            lock (door)
            {
                foreach (var question in batch) question.Tell();
                Passes++;
                Answered += batch.Count;
                if (waiting.Count > 0) alarm.Change(Left(waiting[0]), Timeout.InfiniteTimeSpan);
                Monitor.PulseAll(door);
            }
        }
    }

    // Null once the gate is closed.
    private List<Question>? Next()
    {
        lock (door)
        {
            while (!closed && !Ready()) Monitor.Wait(door);
            if (closed) return null;
            var batch = waiting.Take(largest).ToList();
            waiting.RemoveRange(0, batch.Count);
            return batch;
        }
    }

    private static void Answer(List<Question> questions)
    {
        if (questions.Count > 1)
        {
            try
            {
                var answers = questions[0].Policy.Act([.. questions.Select(question => question.Observation)]);
                if (answers.Count != questions.Count) throw new InvalidDataException($"expected {questions.Count} chunks for as many observations, got {answers.Count}.");
                foreach (var (question, answer) in questions.Zip(answers)) question.Found = answer;
                return;
            }
            catch (Exception)
            {
                // Asked again one by one below: whoever is at fault breaks there, alone.
            }
        }
        foreach (var question in questions)
        {
            try
            {
                question.Found = question.Policy.Act(question.Observation);
            }
            catch (Exception broken)
            {
                question.Broken = ExceptionDispatchInfo.Capture(broken);
            }
        }
    }

    private bool Ready() => waiting.Count > 0 && (waiting.Count >= Math.Min(seats, largest) || Left(waiting[0]) == TimeSpan.Zero);

    private TimeSpan Left(Question question)
    {
        var left = latencyCap - time.GetElapsedTime(question.Asked);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Ring()
    {
        lock (door)
        {
            // A clock may ring a moment early; then it is set again.
            if (waiting.Count > 0 && Left(waiting[0]) is var left && left > TimeSpan.Zero) alarm.Change(left, Timeout.InfiniteTimeSpan);
            Monitor.PulseAll(door);
        }
    }

    private sealed class Question(IBatchPolicy policy, Observation observation, long asked)
    {
        public IBatchPolicy Policy { get; } = policy;

        public Observation Observation { get; } = observation;

        public long Asked { get; } = asked;

        // Written by the answering thread alone, outside the door.
        public ActionChunk? Found { get; set; }

        public ExceptionDispatchInfo? Broken { get; set; }

        // Read by the asking thread, inside the door.
        public ActionChunk? Answer { get; private set; }

        public ExceptionDispatchInfo? Fault { get; private set; }

        // A policy that answers nothing must not leave its question waiting for ever.
        public void Tell() => (Answer, Fault) = (Found, Found is null && Broken is null ? ExceptionDispatchInfo.Capture(new InvalidDataException("the policy answered nothing.")) : Broken);
    }

    private sealed class Gated(BatchGate gate, IBatchPolicy policy) : IPolicy
    {
        public ActionChunk Act(Observation observation) => gate.Ask(policy, observation);
    }

    private sealed class OneAtATime(IPolicy policy) : IPolicy
    {
        public ActionChunk Act(Observation observation)
        {
            lock (policy) return policy.Act(observation);
        }
    }

    private sealed class Seat(BatchGate gate) : IDisposable
    {
        private BatchGate? gate = gate;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref gate, null) is not { } left) return;
            lock (left.door)
            {
                left.seats--;
                Monitor.PulseAll(left.door);
            }
        }
    }
}
