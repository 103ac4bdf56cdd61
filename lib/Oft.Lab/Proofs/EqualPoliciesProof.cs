using System.Text.Json.Nodes;
using Oft.Evaluation.Statistics;

namespace Oft.Lab.Proofs;

/// <summary><c>oft prove equal-policies</c>: the A/A test, in which every verdict is a false alarm.</summary>
public sealed class EqualPoliciesProof : IProof
{
    // Rates from a hard to an easy suite, with the episodes one would run.
    private static readonly (double Rate, int Episodes)[] runs = [(0.50, 100), (0.80, 500), (0.95, 500), (0.97, 2000)];

    /// <inheritdoc/>
    public string Name => "equal-policies";

    /// <inheritdoc/>
    public string Claim => "Of comparisons of equal policies at most 5 % (within its own interval) raise an alarm: with the fixed test at the end, and with the sequential test looked at after every episode.";

    /// <inheritdoc/>
    public ProofResult Run(ProofContext context)
    {
        var comparisons = (int)(context.Size ?? 1000);
        var (found, holds) = (new JsonArray(), true);
        foreach (var (rate, episodes) in runs)
        {
            context.Say($"rate {rate}, {episodes} episodes");
            var (random, fixedAlarms, sequentialAlarms) = (new Random(episodes), 0, 0);
            for (var comparison = 0; comparison < comparisons; comparison++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var (counts, sequential) = (new int[4], new SequentialComparison());
                for (var episode = 0; episode < episodes; episode++)
                {
                    var (first, second) = (random.NextDouble() < rate, random.NextDouble() < rate);
                    counts[(first ? 2 : 0) + (second ? 1 : 0)]++;
                    sequential.Add(first, second);
                }
                if (new PairedOutcomes(counts[3], counts[2], counts[1], counts[0]).PValue <= 0.05) fixedAlarms++;
                if (sequential.Decided) sequentialAlarms++;
            }
            SuccessRate once = new(fixedAlarms, comparisons), always = new(sequentialAlarms, comparisons);
            holds &= once.Low <= 0.05 && always.Low <= 0.05;
            found.Add(new JsonObject { ["rate"] = rate, ["episodes"] = episodes, ["fixed_alarms_percent"] = once.ToString(), ["sequential_alarms_percent"] = always.ToString() });
        }
        return new ProofResult(holds, $"{comparisons} comparisons each", new JsonObject { ["runs"] = found });
    }
}
