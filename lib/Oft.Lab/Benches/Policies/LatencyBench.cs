using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Oft.Contracts;
using Oft.Evaluation.Latency;
using Oft.Evaluation.Tables;
using Oft.Lab.Proofs;
using Oft.Lab.Runs;
using Oft.Model;
using Oft.Torch;
using static TorchSharp.torch;

namespace Oft.Lab.Benches.Policies;

/// <summary>The paper's Tables II and III beside this machine: latency and throughput of every variant, and where the time goes.</summary>
/// <remarks>
/// The variants are those of the paper in the tiny profile, with random weights, in the precision whose products are faster here: their
/// proportions can be looked at, their milliseconds are not the paper's. The record with machine, precision and commit goes to
/// <c>data-manifests/measured/latency.json</c>.
/// </remarks>
/// <param name="folder">Takes the record; null is <c>data-manifests/measured</c>.</param>
public sealed class LatencyBench(string? folder = null) : IBench
{
    /// <inheritdoc/>
    public string Name => "latency";

    /// <inheritdoc/>
    public string Question => "How long does an answer of each variant in the paper's Tables II and III take here, in the tiny profile, and where does the time go?";

    /// <inheritdoc/>
    public IReadOnlyList<BenchFigure> Run(BenchContext context)
    {
        var (began, clock) = (DateTimeOffset.Now, Stopwatch.StartNew());
        var roofline = Roofline.Measure();
        var type = roofline.FasterType;
        var tables = new[] { "libero-efficiency", "aloha-efficiency" }.ToDictionary(name => name, name => PaperTable.Read(Path.Combine(Checkout.Root, "data-manifests", "paper", name + ".json")));
        var (figures, rows, covered) = (new List<BenchFigure>(), new JsonArray(), new List<double>());
        foreach (var variant in LatencyVariant.Paper.Concat(context.Long ? LatencyVariant.Sweep : []))
        {
            var policy = variant.Make(type);
            using var owned = policy as IDisposable;
            var seen = Enumerable.Range(1, variant.Batch).Select(seed => BenchPolicies.Seen(variant.Robot, 84, seed)).ToList();
            var profile = new PolicyProfiler(Stages.SourceName) { WarmUp = 2, Calls = context.Long ? 200 : 12 }.Profile(policy, seen, $"tiny profile, {variant.Precision(type)}, {roofline.Threads} thread(s)", context.Cancellation);
            var paper = variant.Table is null ? null : tables[variant.Table].Rows.Single(row => row.Name == variant.Row);
            context.Say(Line(variant, profile, paper));
            figures.Add(new(variant.Table is null ? variant.Row : $"{tables[variant.Table].Title.Split(' ')[0]}: {variant.Row}", profile.Total.ActionsPerSecond, "actions/s", Better.Higher));
            if (profile.Stages.Count > 0) covered.Add(profile.Covered);
            rows.Add(Json(variant, profile, paper));
        }
        figures.Add(new("stages over the whole, least of all variants", covered.Min(), "", Better.Higher, 0.95));
        context.Say($"record: {Record(rows, roofline, type, covered.Min() >= 0.95, began, clock.Elapsed)}");
        return figures;
    }

    private static string Line(LatencyVariant variant, LatencyProfile profile, PaperRow? paper)
    {
        var quoted = paper is null ? "not in the paper" : string.Create(CultureInfo.InvariantCulture, $"paper (7B, A100) {paper.Values["throughput"]:0.0} Hz, {1e3 * paper.Values["latency"]:0.0} ms");
        var stages = string.Join(", ", profile.Stages.Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Name} {100 * stage.Share:0} %")));
        return string.Create(CultureInfo.InvariantCulture, $"{variant.Row}: {profile.Total.ActionsPerSecond:0.0} Hz, p50 {1e3 * profile.Total.P50:0.0} ms, p90 {1e3 * profile.Total.P90:0.0}, p99 {1e3 * profile.Total.P99:0.0}, max {1e3 * profile.Total.Largest:0.0} (tiny, not comparable) | {quoted}{(stages == "" ? "" : " | " + stages)}");
    }

    private static JsonObject Json(LatencyVariant variant, LatencyProfile profile, PaperRow? paper) => new()
    {
        ["table"] = variant.Table,
        ["row"] = variant.Row,
        ["batch"] = variant.Batch,
        ["p50_s"] = profile.Total.P50,
        ["p90_s"] = profile.Total.P90,
        ["p99_s"] = profile.Total.P99,
        ["max_s"] = profile.Total.Largest,
        ["calls"] = profile.Total.Calls,
        ["actions_per_second"] = profile.Total.ActionsPerSecond,
        ["inside"] = profile.Total.Inside,
        ["peak_bytes"] = profile.PeakBytes,
        ["stages"] = new JsonObject(profile.Stages.Select(stage => new KeyValuePair<string, JsonNode?>(stage.Name, new JsonObject { ["seconds"] = stage.Seconds, ["spans"] = stage.Spans, ["share"] = stage.Share }))),
        ["paper_hz"] = paper?.Values["throughput"],
        ["paper_s"] = paper?.Values["latency"],
    };

    private string Record(JsonArray rows, Roofline roofline, ScalarType type, bool holds, DateTimeOffset began, TimeSpan duration)
    {
        var record = new JsonObject
        {
            ["profile"] = "tiny, random weights: proportions only",
            ["dtype"] = type.ToString(),
            ["roofline"] = new JsonObject { ["gigabytes_per_second"] = roofline.GigabytesPerSecond, ["float32_gigaflops"] = roofline.Float32Gigaflops, ["bfloat16_gigaflops"] = roofline.Bfloat16Gigaflops, ["threads"] = roofline.Threads },
            ["rows"] = rows,
        };
        return MeasuredFile.Write(folder ?? Path.Combine(Checkout.Root, "data-manifests", "measured"), Name, Question, new ProofResult(holds, $"{rows.Count} variants", record), began, duration);
    }
}
