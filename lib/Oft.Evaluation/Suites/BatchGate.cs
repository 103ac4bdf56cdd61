using System.Runtime.ExceptionServices;
using Oft.Contracts;

namespace Oft.Evaluation.Suites;

/// <summary>Lets many worlds, each in its thread, share one policy: questions that wait together are answered in one pass.</summary>
/// <remarks>
/// A pass begins when every seated thread waits, when the largest batch is full, or when the oldest question has waited for the
/// latency cap. One pass runs at a time, on the thread of one of those who asked. Where a pass breaks, its questions are asked one by one, so
/// that only the one at fault meets the exception.
/// </remarks>
public sealed class BatchGate : IDisposable
{
    private readonly TimeSpan latencyCap;
    private readonly int largest;
    private readonly TimeProvider time;
    private readonly ITimer alarm;
    private readonly object door = new();
    private readonly List<Question> waiting = [];
    private int seats;
    private bool answering;

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

    /// <summary>The same policy, asked through this gate. Questions to one <see cref="IBatchPolicy"/> share a pass; any other policy is asked one at a time.</summary>
    public IPolicy Behind(IPolicy policy) => new Gated(this, policy);

    /// <summary>Stops the clock.</summary>
    public void Dispose() => alarm.Dispose();

    private ActionChunk Ask(IPolicy policy, Observation observation)
    {
        var question = new Question(policy, observation, time.GetTimestamp());
        lock (door)
        {
            waiting.Add(question);
            if (waiting.Count == 1) alarm.Change(latencyCap, Timeout.InfiniteTimeSpan);
            Monitor.PulseAll(door);
            while (question.Answer is null && question.Fault is null)
            {
                if (answering || !Ready())
                {
                    Monitor.Wait(door);
                    continue;
                }
                var batch = waiting.Take(largest).ToList();
                waiting.RemoveRange(0, batch.Count);
                Pass(batch);
            }
        }
        question.Fault?.Throw();
        return question.Answer!;
    }

    // Called and left inside the door, which is open while the policies answer.
    private void Pass(List<Question> batch)
    {
        answering = true;
        Monitor.Exit(door);
        try
        {
            foreach (var group in batch.GroupBy(question => question.Policy, ReferenceEqualityComparer.Instance)) Answer([.. group]);
        }
        finally
        {
            Monitor.Enter(door);
            answering = false;
            Passes++;
            Answered += batch.Count;
            if (waiting.Count > 0) alarm.Change(Left(waiting[0]), Timeout.InfiniteTimeSpan);
            Monitor.PulseAll(door);
        }
    }

    private static void Answer(List<Question> questions)
    {
        if (questions.Count > 1 && questions[0].Policy is IBatchPolicy policy)
        {
            try
            {
                var answers = policy.Act([.. questions.Select(question => question.Observation)]);
                if (answers.Count != questions.Count) throw new InvalidDataException($"expected {questions.Count} chunks for as many observations, got {answers.Count}.");
                foreach (var (question, answer) in questions.Zip(answers)) question.Answer = answer;
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
                question.Answer = question.Policy.Act(question.Observation);
            }
            catch (Exception broken)
            {
                question.Fault = ExceptionDispatchInfo.Capture(broken);
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

    private sealed class Question(IPolicy policy, Observation observation, long asked)
    {
        public IPolicy Policy { get; } = policy;

        public Observation Observation { get; } = observation;

        public long Asked { get; } = asked;

        public ActionChunk? Answer { get; set; }

        public ExceptionDispatchInfo? Fault { get; set; }
    }

    private sealed class Gated(BatchGate gate, IPolicy policy) : IPolicy
    {
        public ActionChunk Act(Observation observation) => gate.Ask(policy, observation);
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
