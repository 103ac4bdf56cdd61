using System.Globalization;
using Oft.Formats;
using Oft.Formats.Safetensors;
using Oft.Formats.Torch;
using Oft.Model;
using Oft.Model.Baselines;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using Oft.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Inspection;

/// <summary>What is inside a checkpoint folder, what is missing, what does not match, and how fast it can answer here.</summary>
/// <remarks>Base weights are mapped, not read: a 7B folder is inspected in the memory of its heads. A finding never hides the next one.</remarks>
public sealed class CheckpointInspection(string folder, PolicyOptions options)
{
    private readonly List<InspectionLine> lines = [];

    /// <summary>Inspects.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public IReadOnlyList<InspectionLine> Run()
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder}: expected a checkpoint folder, found none.");
        lines.Clear();
        Try("files", Files);
        if (BaselineFolder.Is(folder))
        {
            Try("policy", Baseline);
            return lines;
        }
        Try("weights", Base);
        Try("components", Components);
        Try("adapter", Adapter);
        Try("statistics", () => Say("statistics", string.Join("; ", CheckpointStatistics.Read(folder).Sets.Select(set => $"{set.Key} (actions {set.Value.Action.Width}, proprioception {set.Value.Proprio?.Width.ToString(CultureInfo.InvariantCulture) ?? "none"})"))));
        Try("tokenizer", () => Say("tokenizer", $"{TokenizerFolder.Read(folder).VocabularySize} pieces"));
        OftConfig? config = null;
        Try("policy", () => config = Describe());
        if (config is null) return lines;
        Try("self-check", () => SelfChecked(config));
        Try("latency", () => Latency(config));
        return lines;
    }

    private void Files()
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        Say("files", $"{files.Count}, {Size(files.Sum(file => new FileInfo(file).Length))}");
        foreach (var file in files.Where(file => new FileInfo(file).Length >= 1 << 20)) Say("", $"{Path.GetRelativePath(folder, file)}  {Size(new FileInfo(file).Length)}");
    }

    private void Baseline()
    {
        using var policy = BaselinePolicy.Load(folder);
        var config = policy.Model.Config;
        Say("policy", $"{config.Kind} for {config.Robot.Name}: {config.Robot.Views.Count} view(s) of {config.ImageSize} pixels, chunk of {config.Robot.ChunkLength}, {Count(policy.Model.parameters().Sum(weight => weight.numel()))} parameters");
    }

    // Names and shapes against the model that config.json describes, which takes no memory.
    private void Base()
    {
        var published = PublishedConfig.Read(Weighed);
        using var file = ShardedSafetensors.Open(Weighed);
        foreach (var (part, prefix) in new[] { ("DINOv2", "vision_backbone.featurizer."), ("SigLIP", "vision_backbone.fused_featurizer."), ("projector", "projector."), ("language model", "language_model.") })
        {
            var entries = file.Tensors.Values.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
            Say(part == "DINOv2" ? "weights" : "", $"{part}: {Count(entries.Sum(Numbers))} parameters in {entries.Count} tensors, {string.Join(", ", entries.Select(entry => entry.Type).Distinct())}");
        }
        Say("", $"together {Count(file.Tensors.Values.Sum(Numbers))} in {file.Tensors.Count}, {Size(file.Tensors.Values.Sum(entry => entry.ByteLength))}, trained in {published.Precision}");
        using var model = new OftModel(OftConfig.Libero with { Backbone = published.Backbone }, Placement.Meta);
        var wanted = model.named_parameters().Where(named => UpstreamNames.IsBase(named.name)).ToDictionary(named => UpstreamNames.Merged(named.name), named => named.parameter.shape);
        foreach (var name in wanted.Keys.Where(name => !file.Tensors.ContainsKey(name)).Take(5)) Wrong("weights", $"{name} is missing.");
        foreach (var name in file.Tensors.Keys.Where(name => !wanted.ContainsKey(name)).Take(5)) Wrong("weights", $"{name} is not a weight of the model that config.json describes.");
        foreach (var (name, shape) in wanted.Where(pair => file.Tensors.TryGetValue(pair.Key, out var entry) && !entry.Shape.SequenceEqual(pair.Value)).Take(5))
            Wrong("weights", $"{name}: expected [{string.Join(", ", shape)}], got [{string.Join(", ", file.Tensors[name].Shape)}].");
    }

    private void Components()
    {
        var files = ComponentFiles.Find(options.Components ?? folder);
        foreach (var path in new[] { files.ActionHead, files.ProprioProjector, files.NoisyActionProjector, files.VisionBackbone }.OfType<string>())
        {
            using var file = TorchFile.Open(path);
            Say("component", $"{Path.GetFileName(path)}: {Count(file.Tensors.Values.Sum(Numbers))} parameters in {file.Tensors.Count} tensors, {string.Join(", ", file.Tensors.Values.Select(entry => entry.Type).Distinct())}");
        }
    }

    private void Adapter()
    {
        foreach (var path in Directory.EnumerateDirectories(folder, AdapterFolder.Name + "*").Order(StringComparer.Ordinal))
        {
            var adapter = AdapterFolder.Open(path);
            Say("adapter", string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}: rank {adapter.Config.Rank}, scaling {adapter.Config.Scaling}, base {(adapter.BaseSha256 is { } sha ? $"checksum {sha[..16]}…" : $"{adapter.Base ?? "not named"}, checksum unknown")}"));
        }
    }

    private OftConfig Describe()
    {
        var config = CheckpointFacts.Describe(folder, options);
        Say("policy", $"{config.Head} for {config.Robot.Name}: {config.Views} view(s) of {config.Backbone.ImageSize} pixels, chunk of {config.ChunkLength}, FiLM {(config.Film ? "on" : "off")}, proprioception {(config.Proprio ? "on" : "off")}{(OftFile.Read(folder) is null ? " (a published folder: as its files and the command line say)" : "")}");
        return config;
    }

    private void SelfChecked(OftConfig config)
    {
        using var model = CheckpointLoader.Load(folder, config, new() { Components = options.Components, Base = options.Base, Mapped = true });
        Say("self-check", SelfCheck.Attention(model));
    }

    private void Latency(OftConfig config)
    {
        var (roofline, work) = (Roofline.Measure(), WorkEstimate.Of(config));
        var type = options.Dtype ?? (PublishedConfig.Read(Weighed).Precision == "float32" ? ScalarType.Float32 : ScalarType.BFloat16);
        var seconds = roofline.Seconds(work.Operations, work.Bytes(type), type);
        Say("latency", string.Create(CultureInfo.InvariantCulture,
            $"at least {seconds:0.0000} s a chunk in {type} on {roofline.Threads} thread(s), {config.ChunkLength / seconds:0.0} actions/s: {work.Operations / 1e9:0.0} GFLOP at {roofline.Gigaflops(type):0} GFLOP/s, {Size((long)work.Bytes(type))} of weights at {roofline.GigabytesPerSecond:0.0} GB/s; twice that is usual"));
    }

    private string Weighed => options.Base ?? folder;

    private void Try(string what, Action look)
    {
        try
        {
            look();
        }
        catch (Exception e) when (e is CheckpointException or DamagedFileException or IOException or InvalidDataException or InvalidOperationException or ArgumentException or KeyNotFoundException or NotSupportedException)
        {
            Wrong(what, e.Message);
        }
    }

    private void Say(string what, string text) => lines.Add(new(what, text));

    private void Wrong(string what, string text) => lines.Add(new(what, text, IsSound: false));

    private static long Numbers(TensorEntry entry) => entry.Shape.Aggregate(1L, (product, length) => product * length);

    private static string Count(long numbers) => numbers.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static string Size(long bytes) => bytes >= 1 << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.00} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.0} MiB");
}
