using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Oft.Lab.Benches.Policies;
using Oft.Lab.Inspection;
using Oft.Lab.Progress;
using Oft.Lab.Runs;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using Oft.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Proofs;

/// <summary><c>oft prove full-size</c>: a folder as large as the published one is written, inspected, mapped, asked for one chunk, and deleted.</summary>
/// <remarks>
/// The weights are one block of random numbers again and again, so the answer means nothing; sizes, names, memory and time are real.
/// Anonymous memory is what the process needs for itself; mapped bytes are the folder's own, and the system may give them back.
/// </remarks>
/// <param name="config">What is written; null is the policy published for LIBERO, 7.5 billion parameters.</param>
public sealed class FullSizeProof(OftConfig? config = null) : IProof
{
    private const long Allowed = 2L << 30;
    private readonly OftConfig config = (config ?? OftConfig.OpenVla7B) with { Lora = null };

    /// <inheritdoc/>
    public string Name => "full-size";

    /// <inheritdoc/>
    public string Claim => "A folder of the published size is inspected, mapped and answers one chunk in bfloat16 with at most 2 GiB of anonymous memory.";

    /// <inheritdoc/>
    public ProofResult Run(ProofContext context)
    {
        // Its unit is language layers: fewer make a smaller folder.
        var sized = context.Size is { } layers ? config with { Backbone = config.Backbone with { Language = config.Backbone.Language with { Layers = (int)layers } } } : config;
        var folder = Path.Combine(Path.GetTempPath(), $"oft-full-size-{Environment.ProcessId}");
        using var meta = new OftModel(sized, Placement.Meta with { Dtype = ScalarType.BFloat16 });
        var needed = 2 * meta.parameters().Sum(weight => weight.numel());
        var free = new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;
        if (free < needed + (2L << 30)) throw new IOException($"full-size: expected {needed + (2L << 30)} free bytes below {Path.GetTempPath()} (2 GiB to spare), found {free}. Name a larger place in TMPDIR.");
        try
        {
            var clock = Stopwatch.StartNew();
            WriteFolder(folder, sized, context);
            var written = clock.Elapsed;
            context.Say("inspecting");
            var findings = new CheckpointInspection(folder, new()).Run();
            var roofline = Roofline.Measure();
            context.Say("mapping and answering one chunk");
            clock.Restart();
            using var policy = OftPolicy.Load(folder, new() { Mapped = true });
            var loaded = clock.Elapsed;
            GC.Collect();
            var chunk = policy.Act(BenchPolicies.Seen(sized.Robot, sized.Backbone.ImageSize));
            var answered = clock.Elapsed - loaded;
            var memory = ProcessMemory.Now();
            var work = WorkEstimate.Of(sized);
            var share = roofline.Seconds(work.Operations, work.Bytes(ScalarType.BFloat16), ScalarType.BFloat16) / answered.TotalSeconds;
            var wrong = findings.Where(finding => !finding.IsSound).Select(finding => (JsonNode)$"{finding.What}: {finding.Text}").ToArray();
            var finite = chunk.Values.ToArray().All(double.IsFinite);
            return new(wrong.Length == 0 && finite && memory.AnonymousBytes <= Allowed, Count(meta), new JsonObject
            {
                ["bytes_written"] = Directory.EnumerateFiles(folder).Sum(file => new FileInfo(file).Length),
                ["write_s"] = written.TotalSeconds,
                ["not_sound"] = new JsonArray(wrong),
                ["load_s"] = loaded.TotalSeconds,
                ["chunk_s"] = answered.TotalSeconds,
                ["chunk_is_finite"] = finite,
                ["share_of_roofline"] = share,
                ["anonymous_bytes"] = memory.AnonymousBytes,
                ["mapped_bytes"] = memory.MappedBytes,
                ["roofline"] = new JsonObject { ["bfloat16_gigaflops"] = roofline.Bfloat16Gigaflops, ["gigabytes_per_second"] = roofline.GigabytesPerSecond, ["threads"] = roofline.Threads },
            });
        }
        finally
        {
            foreach (var made in new[] { folder, folder + ".unfinished" })
                if (Directory.Exists(made)) Directory.Delete(made, recursive: true);
        }
    }

    private static string Count(OftModel model) => string.Create(CultureInfo.InvariantCulture, $"{model.parameters().Sum(weight => weight.numel())} parameters");

    // Every weight is a view of the block's beginning, so the model needs the memory of its largest weight alone.
    private static void WriteFolder(string folder, OftConfig config, ProofContext context)
    {
        using var model = new OftModel(config, new() { Dtype = ScalarType.BFloat16, StartValues = false });
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var source = new Generator(1);
        var block = (randn([model.parameters().Max(weight => weight.numel())], generator: source) * 0.02).to(ScalarType.BFloat16);
        foreach (var weight in model.parameters()) weight.set_(block.narrow(0, 0, weight.numel()).view(weight.shape));
        ProgressLine? progress = null;
        var shown = -1L;
        try
        {
            CheckpointWriter.Write(folder, model, new()
            {
                Step = "0",
                Statistics = RandomCheckpoint.UnitStatistics(config.Robot),
                // The bundled tokenizer: its ids lie inside every larger vocabulary.
                Files = new Dictionary<string, byte[]> { ["tokenizer.json"] = TinyTokenizer.Json() },
                Written = (done, all) =>
                {
                    context.Cancellation.ThrowIfCancellationRequested();
                    if (done >> 20 == shown) return;
                    (progress ??= new ProgressLine("write MiB", Math.Max(1, all >> 20))).Report(shown = done >> 20);
                },
            });
        }
        finally
        {
            progress?.Dispose();
        }
    }
}
