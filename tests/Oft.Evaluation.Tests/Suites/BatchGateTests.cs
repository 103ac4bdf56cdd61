using Oft.Contracts;
using Oft.Evaluation.Suites;
using Oft.Evaluation.Tests.Worlds;

namespace Oft.Evaluation.Tests.Suites;

public class BatchGateTests
{
    private static readonly TimeSpan forever = TimeSpan.FromHours(1);

    [Fact]
    public void Seated_threads_that_all_wait_share_one_pass()
    {
        var policy = new LinePolicy();
        using var gate = new BatchGate(forever, largest: 8);
        var answers = Together(gate, 5, number => gate.Behind(policy).Act(Seen(number)).Values.Span[0]);
        Assert.Equal([5], policy.Batches);
        Assert.Equal([1, 1, 0.5, -0.5, -1], answers);          // each its own answer: the goal stands at 2.5
    }

    [Fact]
    public void A_pass_takes_no_more_than_the_largest_batch()
    {
        var policy = new LinePolicy();
        using var gate = new BatchGate(forever, largest: 2);
        Together(gate, 4, number => gate.Behind(policy).Act(Seen(number)).Values.Span[0]);
        Assert.Equal([2, 2], policy.Batches);
    }

    [Fact]
    public async Task A_question_waits_for_a_seated_thread_no_longer_than_the_cap()
    {
        var clock = new HandClock();
        var policy = new LinePolicy();
        using var gate = new BatchGate(TimeSpan.FromMilliseconds(20), largest: 8, clock);
        using var busy = gate.Sit();                          // seated and never asking
        using var mine = gate.Sit();
        var asking = Task.Run(() => gate.Behind(policy).Act(Seen(0)), TestContext.Current.CancellationToken);
        clock.UntilArmed();

        clock.Advance(TimeSpan.FromMilliseconds(19));
        Assert.Empty(policy.Batches);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await asking.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal([1], policy.Batches);
    }

    [Fact]
    public async Task Who_leaves_is_not_waited_for()
    {
        var policy = new LinePolicy();
        var clock = new HandClock();
        using var gate = new BatchGate(forever, largest: 8, clock);
        var leaving = gate.Sit();
        using var mine = gate.Sit();
        var asking = Task.Run(() => gate.Behind(policy).Act(Seen(0)), TestContext.Current.CancellationToken);
        clock.UntilArmed();
        leaving.Dispose();
        await asking.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Only_the_question_at_fault_meets_the_exception()
    {
        var policy = new LinePolicy(seen => seen.Proprio.Span[0] == 2 ? throw new InvalidOperationException("two") : 1);
        using var gate = new BatchGate(forever, largest: 8);
        var answers = Together(gate, 4, number =>
        {
            try
            {
                return gate.Behind(policy).Act(Seen(number)).Values.Span[0];
            }
            catch (InvalidOperationException)
            {
                return -99;
            }
        });
        Assert.Equal([1, 1, -99, 1], answers);
    }

    [Fact]
    public void Policies_of_different_worlds_are_each_asked_their_own_question()
    {
        using var gate = new BatchGate(forever, largest: 8);
        var answers = Together(gate, 4, number => gate.Behind(new LinePolicy(_ => number / 10.0)).Act(Seen(0)).Values.Span[0]);
        Assert.Equal([0, 0.1, 0.2, 0.3], answers);
    }

    [Fact]
    public void All_passes_run_on_one_thread_and_a_policy_that_takes_no_batches_on_the_thread_that_asks()
    {
        List<int> passes = [], own = [], asking = [];
        using var gate = new BatchGate(forever, largest: 2);
        var batched = new LinePolicy(_ => { lock (passes) passes.Add(Environment.CurrentManagedThreadId); return 0; });
        var single = new Single(() => { lock (own) own.Add(Environment.CurrentManagedThreadId); });
        Together(gate, 4, number =>
        {
            lock (asking) asking.Add(Environment.CurrentManagedThreadId);
            gate.Behind(single).Act(Seen(number));
            return gate.Behind(batched).Act(Seen(number)).Values.Span[0];
        });
        Assert.Single(passes.Distinct());
        Assert.Equal(asking.Order(), own.Order());
    }

    private sealed class Single(Action asked) : IPolicy
    {
        public ActionChunk Act(Observation observation)
        {
            asked();
            return new ActionChunk(1, 2, new double[2]);
        }
    }

    private static double[] Together(BatchGate gate, int count, Func<int, double> ask)
    {
        var answers = new double[count];
        var seats = Enumerable.Range(0, count).Select(_ => gate.Sit()).ToList();      // all seated before anybody asks
        var threads = Enumerable.Range(0, count).Select(number => new Thread(() =>
        {
            answers[number] = ask(number);
            seats[number].Dispose();
        })).ToList();
        threads.ForEach(thread => thread.Start());
        Assert.All(threads, thread => Assert.True(thread.Join(TimeSpan.FromSeconds(10)), "a question was never answered"));
        return answers;
    }

    private static Observation Seen(double position) => new([], new[] { position, 2.5 }, "go");

    // Time that passes when the test says so.
    private sealed class HandClock : TimeProvider
    {
        private readonly List<HandTimer> timers = [];
        private readonly ManualResetEventSlim armed = new();
        private TimeSpan now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new HandTimer(this, () => callback(state));
            timers.Add(timer);
            return timer;
        }

        public void UntilArmed() => Assert.True(armed.Wait(TimeSpan.FromSeconds(10)), "no question set the clock");

        public void Advance(TimeSpan step)
        {
            now += step;
            foreach (var timer in timers) timer.RingIfDue();
        }

        private sealed class HandTimer(HandClock clock, Action ring) : ITimer
        {
            private TimeSpan? due;

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                due = dueTime < TimeSpan.Zero ? null : clock.now + dueTime;
                if (due is not null) clock.armed.Set();
                return true;
            }

            public void RingIfDue()
            {
                if (due is not { } at || clock.now < at) return;
                due = null;
                ring();
            }

            public void Dispose() => due = null;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
