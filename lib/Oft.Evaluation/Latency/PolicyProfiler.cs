using System.Diagnostics;
using Oft.Contracts;

namespace Oft.Evaluation.Latency;

/// <summary>Times a policy's answers and listens to the spans it emits on its way.</summary>
/// <remarks>
/// The timer holds one call, from pictures to actions in robot units. Calls before the first that counts warm caches up: a policy
/// may keep what belongs to a sentence, and libtorch what belongs to a shape.
/// </remarks>
/// <param name="source">Name of the spans' source, such as <c>Oft.Model</c>.</param>
public sealed class PolicyProfiler(string source)
{
    /// <summary>Calls that are not counted.</summary>
    public int WarmUp { get; init; } = 3;

    /// <summary>Calls that are.</summary>
    public int Calls
    {
        get;
        init { ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(Calls)); field = value; }
    } = 20;

    /// <summary>Profiles.</summary>
    /// <param name="policy">Whom to time.</param>
    /// <param name="observations">B moments, asked together in each call.</param>
    /// <param name="inside">What else is to be said of the timer: machine, precision.</param>
    /// <param name="cancellation">Ends it between two calls.</param>
    public LatencyProfile Profile(IBatchPolicy policy, IReadOnlyList<Observation> observations, string inside, CancellationToken cancellation = default)
    {
        var actions = 0;
        for (var i = 0; i < Math.Max(1, WarmUp); i++)
        {
            cancellation.ThrowIfCancellationRequested();
            actions = policy.Act(observations).Sum(chunk => chunk.Length);
        }
        var seconds = new List<double>();
        var stages = new Dictionary<string, (double Seconds, int Spans)>();
        var order = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = found => found.Name == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (stages)
                {
                    if (!stages.TryGetValue(span.OperationName, out var sum)) order.Add(span.OperationName);
                    stages[span.OperationName] = (sum.Seconds + span.Duration.TotalSeconds, sum.Spans + 1);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        for (var i = 0; i < Calls; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var began = Stopwatch.GetTimestamp();
            policy.Act(observations);
            seconds.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        var whole = seconds.Sum();
        return new(
            new LatencySummary(seconds, $"one call from pictures to actions, {observations.Count} observation(s), {inside}", actions),
            [.. order.Select(name => new StageTime(name, stages[name].Seconds / Calls, (double)stages[name].Spans / Calls, stages[name].Seconds / whole))],
            Process.GetCurrentProcess().PeakWorkingSet64);
    }
}
