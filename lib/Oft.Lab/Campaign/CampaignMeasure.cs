using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Oft.Contracts;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Statistics;
using Oft.Lab.Proofs;
using Oft.Lab.Runs;
using Oft.Lab.Suites;
using static TorchSharp.torch;

namespace Oft.Lab.Campaign;

/// <summary>Measures a finished recipe closed-loop and writes down what came out, whatever it is.</summary>
/// <param name="recipe">What was trained.</param>
/// <param name="checkpoints">Has its policy.</param>
/// <param name="folder">Takes the ledgers, one folder a suite; episodes that are there are not run again.</param>
public sealed class CampaignMeasure(CampaignRecipe recipe, TinyCheckpoints checkpoints, string folder)
{
    /// <summary>Worlds side by side.</summary>
    public int Worlds { get; init; } = 4;

    /// <summary>Told of every episode.</summary>
    public Action<string, Evaluation.Suites.SuiteProgress> Report { get; init; } = (_, _) => { };

    /// <summary>Runs what is missing and writes one file of results.</summary>
    /// <param name="measured">Usually <c>data-manifests/measured</c>.</param>
    /// <param name="cancellation">Ends it between two steps; finished episodes stay.</param>
    /// <returns>The file's path and the rate over all suites.</returns>
    /// <exception cref="InvalidOperationException">Every episode broke.</exception>
    public (string Path, SuccessRate Rate) Run(string measured, CancellationToken cancellation = default)
    {
        var began = DateTimeOffset.UtcNow;
        var policy = checkpoints.Open(recipe.Checkpoint, new() { Dtype = ScalarType.Float32, Seed = recipe.Seed, DiffusionSteps = recipe.DiffusionSteps }).Policy;
        using var owned = (IDisposable)policy;
        var choice = new PolicyChoice(recipe.Name, Hash("*.safetensors", "*.pt"), Hash("oft.json", "baseline.json"), _ => policy);
        var ledgers = recipe.Suites.Select(suite => Evaluate(suite, choice, cancellation)).ToList();
        var all = ledgers.SelectMany(ledger => ledger.Records).ToList();
        var rate = RateOf(all) ?? throw new InvalidOperationException($"{recipe.Name}: every episode broke; see {folder}.");
        var result = new JsonObject
        {
            ["policy"] = recipe.Name,
            ["what"] = recipe.Story,
            ["benchmark"] = ledgers[0].Conditions.Benchmark,
            ["success_percent"] = Percent(rate),
            ["paper_percent"] = recipe.Paper,
            ["suites"] = new JsonObject(ledgers.Select(ledger => KeyValuePair.Create(ledger.Conditions.Suite, (JsonNode?)Percent(ledger.Rate ?? throw new InvalidOperationException($"{ledger.Path}: every episode broke."))))),
            ["points_of_100"] = Points(all),
            ["errors"] = all.Count(record => record.Outcome == EpisodeOutcome.Error),
            ["tasks"] = new JsonObject(ledgers.SelectMany(ledger => ledger.Records.GroupBy(record => record.Task).Select(task => KeyValuePair.Create($"{ledger.Conditions.Suite}/{task.Key}", (JsonNode?)(RateOf(task) is { } one ? $"{one.Successes} of {one.Trials}" : "no trial"))))),
            ["policy_ms_per_call"] = Math.Round(1000 * all.Sum(record => record.PolicySeconds) / Math.Max(1, all.Sum(record => record.Chunks)), 2),
            ["worlds_side_by_side"] = Worlds,
            ["weights_sha256"] = choice.Weights,
            ["seed"] = recipe.Seed,
        };
        if (recipe.PolicyOf is { } other) result["policy_of"] = other;
        if (recipe.DiffusionSteps is { } steps) result["diffusion_steps"] = steps;
        var path = MeasuredFile.Write(measured, recipe.Name, $"{recipe.Name}: closed-loop success of the tiny profile, which is no LIBERO number", new ProofResult(true, $"{rate.Trials} episodes", result), began, DateTimeOffset.UtcNow - began);
        return (path, rate);
    }

    private Ledger Evaluate(string name, PolicyChoice choice, CancellationToken cancellation)
    {
        var suite = HouseSuites.Open(name);
        var order = new EvaluationOrder
        {
            Suite = suite,
            Policy = choice,
            Folder = Path.Combine(folder, name),
            Kit = Checkout.Commit,
            Tasks = recipe.Tasks is { } places ? [.. places.Select(place => suite.Tasks[place])] : null,
            InitialStates = recipe.Episodes,
            Worlds = Worlds,
            Films = Films.Failed,
        };
        return new EvaluationRun(order) { Report = progress => Report(name, progress) }.Run(cancellation);
    }

    private string Hash(params string[] patterns)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in patterns.SelectMany(pattern => Directory.GetFiles(checkpoints.Folder(recipe.Checkpoint), pattern)).Order(StringComparer.Ordinal)) hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static SuccessRate? RateOf(IEnumerable<EpisodeRecord> records)
    {
        var ended = records.Where(record => record.Outcome != EpisodeOutcome.Error).ToList();
        return ended.Count == 0 ? null : new SuccessRate(ended.Count(record => record.Outcome == EpisodeOutcome.Success), ended.Count);
    }

    // By the staged rubric of tasks that have one.
    private static JsonObject? Points(IEnumerable<EpisodeRecord> records)
    {
        var scored = records.Where(record => record is { Outcome: not EpisodeOutcome.Error, Score: not null }).ToList();
        return scored.Count == 0 ? null : new JsonObject
        {
            ["mean"] = Math.Round(scored.Average(record => record.Score!.Value), 1),
            ["n"] = scored.Count,
            ["tasks"] = new JsonObject(scored.GroupBy(record => record.Task).Select(task => KeyValuePair.Create(task.Key, (JsonNode?)Math.Round(task.Average(record => record.Score!.Value), 1)))),
        };
    }

    private static JsonObject Percent(SuccessRate rate) => new()
    {
        ["value"] = Math.Round(100 * rate.Value, 1),
        ["low"] = Math.Round(100 * rate.Low, 1),
        ["high"] = Math.Round(100 * rate.High, 1),
        ["successes"] = rate.Successes,
        ["n"] = rate.Trials,
    };
}
