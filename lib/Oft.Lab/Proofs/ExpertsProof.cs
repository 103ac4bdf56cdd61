using System.Text.Json.Nodes;
using Oft.Contracts;
using Oft.Lab.Progress;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Proofs;

/// <summary>Every scripted expert from every fixed initial state of its task.</summary>
/// <param name="suites">Which suites; all by default.</param>
public sealed class ExpertsProof(params IReadOnlyList<string> suites) : IProof
{
    private const double Least = 0.98;

    /// <inheritdoc/>
    public string Name => "experts";

    /// <inheritdoc/>
    public string Claim => "Every mini-LIBERO expert solves its task from at least 98 % of the fifty fixed initial states.";

    /// <inheritdoc/>
    /// <remarks>Its unit is initial states per task, 50 at full size.</remarks>
    public ProofResult Run(ProofContext context)
    {
        var states = (int)(context.Size ?? MiniTask.InitialStates);
        var tasks = (suites.Count > 0 ? suites : MiniSuite.Names).SelectMany(name => MiniSuite.Load(name).Tasks).ToArray();
        var solved = new int[tasks.Length];
        var steps = new long[tasks.Length];
        using var progress = new ProgressLine("experts", tasks.Length);
        var done = 0;
        Parallel.For(0, tasks.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = context.Cancellation }, i =>
        {
            using var world = tasks[i].CreateWorld();
            for (var state = 0; state < states; state++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var episode = Demonstrations.Rehearse(world, state);
                if (episode.Outcome != EpisodeOutcome.Success) continue;
                solved[i]++;
                steps[i] += episode.Steps.Count;
            }
            lock (tasks) progress.Report(++done, $"{solved[i]}/{states} {tasks[i]}");
        });

        var result = new JsonObject { ["solved"] = solved.Sum(), ["tried"] = tasks.Length * states, ["least_rate"] = solved.Min() / (double)states };
        foreach (var suite in tasks.Select((task, i) => (task, i)).GroupBy(t => t.task.Suite))
            result[suite.Key] = new JsonArray([.. suite.Select(t => (JsonNode)new JsonObject
            {
                ["sentence"] = t.task.Sentence,
                ["solved"] = solved[t.i],
                ["of"] = states,
                ["mean_steps"] = solved[t.i] > 0 ? Math.Round(steps[t.i] / (double)solved[t.i], 1) : null,
            })]);
        return new ProofResult(solved.Min() >= Least * states, $"{tasks.Length} tasks, {states} initial states each", result);
    }
}
