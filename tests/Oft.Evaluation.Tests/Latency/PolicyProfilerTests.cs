using System.Diagnostics;
using Oft.Contracts;
using Oft.Evaluation.Latency;

namespace Oft.Evaluation.Tests.Latency;

public class PolicyProfilerTests
{
    [Fact]
    public void Calls_are_timed_after_warm_up_and_spans_are_summed_by_stage()
    {
        using var policy = new Staged("Oft.Tests.Profiler");

        var profile = new PolicyProfiler("Oft.Tests.Profiler") { WarmUp = 2, Calls = 5 }.Profile(policy, [Seen, Seen], "a test", TestContext.Current.CancellationToken);

        Assert.Equal(7, policy.Asked);
        Assert.Equal((5, 6), (profile.Total.Calls, profile.Total.ActionsPerCall));
        Assert.Equal(["see", "say"], profile.Stages.Select(stage => stage.Name));
        Assert.Equal([1, 3], profile.Stages.Select(stage => stage.Spans));
        Assert.InRange(profile.Covered, 0.1, 1.0001);
        Assert.All(profile.Stages, stage => Assert.True(stage.Seconds >= 0.001));
        Assert.Contains("2 observation(s), a test", profile.Total.Inside);
        Assert.True(profile.PeakBytes > 1 << 20);
    }

    [Fact]
    public void Spans_of_another_source_are_not_heard()
    {
        using var policy = new Staged("Oft.Tests.Other");

        Assert.Empty(new PolicyProfiler("Oft.Tests.Nobody") { WarmUp = 1, Calls = 2 }.Profile(policy, [Seen], "a test", TestContext.Current.CancellationToken).Stages);
    }

    private static Observation Seen => new([], ReadOnlyMemory<double>.Empty, "push");

    private sealed class Staged(string name) : IBatchPolicy, IDisposable
    {
        private readonly ActivitySource source = new(name);

        public int Asked { get; private set; }

        public ActionChunk Act(Observation observation) => Act([observation])[0];

        public IReadOnlyList<ActionChunk> Act(IReadOnlyList<Observation> observations)
        {
            Asked++;
            using (source.StartActivity("see")) Thread.Sleep(2);
            for (var i = 0; i < 3; i++)
                using (source.StartActivity("say")) Thread.Sleep(1);
            return [.. observations.Select(_ => new ActionChunk(3, 1, new double[3]))];
        }

        public void Dispose() => source.Dispose();
    }
}
