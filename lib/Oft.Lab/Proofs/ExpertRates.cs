using System.Text.Json.Nodes;
using Oft.Contracts;
using Oft.Lab.Progress;
using Oft.Lab.Worlds;

namespace Oft.Lab.Proofs;

/// <summary>Runs experts from fixed initial states and counts.</summary>
internal static class ExpertRates
{
    /// <summary>Every task from the first states, tasks side by side.</summary>
    /// <param name="tasks">Which.</param>
    /// <param name="states">How many of the fixed states.</param>
    /// <param name="least">The share that every single task has to reach.</param>
    /// <param name="cancellation">Ends it between two episodes.</param>
    public static ProofResult Over(IReadOnlyList<TaughtTask> tasks, int states, double least, CancellationToken cancellation)
    {
        var (solved, steps, done) = (new int[tasks.Count], new long[tasks.Count], 0);
        using var progress = new ProgressLine("experts", tasks.Count);
        Parallel.For(0, tasks.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, i =>
        {
            using var teacher = tasks[i].Open(null);
            for (var state = 0; state < states; state++)
            {
                cancellation.ThrowIfCancellationRequested();
                var episode = teacher.Rehearse(state);
                if (episode.Outcome != EpisodeOutcome.Success) continue;
                solved[i]++;
                steps[i] += episode.Steps.Count;
            }
            lock (solved) progress.Report(++done, $"{solved[i]}/{states} {tasks[i]}");
        });

        var result = new JsonObject { ["solved"] = solved.Sum(), ["tried"] = tasks.Count * states, ["least_rate"] = solved.Min() / (double)states };
        foreach (var suite in tasks.Select((task, i) => (task, i)).GroupBy(t => t.task.Suite))
            result[suite.Key] = new JsonArray([.. suite.Select(t => (JsonNode)new JsonObject
            {
                ["sentence"] = t.task.Sentence,
                ["solved"] = solved[t.i],
                ["of"] = states,
                ["mean_steps"] = solved[t.i] > 0 ? Math.Round(steps[t.i] / (double)solved[t.i], 1) : null,
            })]);
        return new ProofResult(solved.Min() >= least * states, $"{tasks.Count} tasks, {states} initial states each", result);
    }
}
