using System.Text.Json;
using System.Text.Json.Nodes;
using Oft.Formats.Torch;
using Oft.Model.Adapters;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Weights;

/// <summary>Writes a checkpoint folder in the published layout, complete: nobody repeats FiLM, views or rank on another command line.</summary>
/// <remarks>
/// <code>
/// config.json  preprocessor_config.json  oft.json  dataset_statistics.json
/// model-0000i-of-0000n.safetensors + index         merged where adapters are on the model
/// lora_adapter/                                    the adapters, where there are any
/// action_head--N_checkpoint.pt  proprio_projector--N_checkpoint.pt  noisy_action_projector--N_checkpoint.pt  vision_backbone--N_checkpoint.pt (FiLM)
/// </code>
/// The folder is written under another name and renamed at the end, so a run that dies leaves no half checkpoint.
/// </remarks>
public static class CheckpointWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes a folder.</summary>
    /// <param name="folder">Must not exist yet.</param>
    /// <param name="model">Its weights are written in their own precision.</param>
    /// <param name="options">Step, statistics, what else goes into <c>oft.json</c>.</param>
    /// <exception cref="IOException">The folder exists.</exception>
    public static void Write(string folder, OftModel model, SaveOptions? options = null)
    {
        options ??= new();
        if (Path.Exists(folder)) throw new IOException($"{folder} exists; choose a new name or remove it first.");
        var unfinished = folder.TrimEnd(Path.DirectorySeparatorChar) + ".unfinished";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        WriteAll(unfinished, model, options);
        Directory.Move(unfinished, folder);
    }

    private static void WriteAll(string folder, OftModel model, SaveOptions options)
    {
        var precision = Precision(model.Dtype);
        WriteJson(folder, "config.json", ConfigWriter.Config(model.Config.Backbone, precision));
        WriteJson(folder, "preprocessor_config.json", ConfigWriter.Preprocessor(model.Config.Backbone));
        options.Statistics?.Write(Path.Combine(folder, "dataset_statistics.json"));
        foreach (var (name, bytes) in options.Files) File.WriteAllBytes(Path.Combine(folder, name), bytes);
        new OftFile { Model = model.Config, Precision = precision, Statistics = options.StatisticsKey, CenterCrop = options.CenterCrop, Recipe = options.Recipe, Provenance = options.Provenance }.Write(folder);

        WriteAdapters(folder, model, options.BaseSha256);
        WriteBase(folder, model, options);
        string Component(string name) => Path.Combine(folder, $"{name}--{options.Step}_checkpoint.pt");
        if (model.Config.Film) WriteTowers(Component("vision_backbone"), model);
        if (model.Head is not null) WritePart(Component("action_head"), model, "head.", name => UpstreamNames.Head(name, model.Config.Head is ActionHead.Diffusion));
        if (model.Proprio is not null) WritePart(Component("proprio_projector"), model, "proprio.", UpstreamNames.Projector);
        if (model.Noise is not null) WritePart(Component("noisy_action_projector"), model, "noise.", UpstreamNames.Projector);
    }

    // The base with its adapters inside. With FiLM the towers' adapters stay outside, in the towers' own file.
    private static void WriteBase(string folder, OftModel model, SaveOptions options)
    {
        var layers = model.AdaptableLayers.Where(adaptable => !(model.Config.Film && adaptable.Path.StartsWith("vision.", StringComparison.Ordinal)) && adaptable.Layer.Adapters.Any() && !adaptable.Layer.IsMerged).ToList();
        foreach (var (_, layer) in layers) layer.Merge();
        try
        {
            var weights = model.named_parameters().Where(named => UpstreamNames.IsBase(named.name)).Select(named => (Name: UpstreamNames.Merged(named.name), Weight: (Tensor)named.parameter)).ToList();
            var shards = Shards(weights, options.ShardBytes);
            var (all, done) = (weights.Sum(weight => Bytes(weight.Weight)), 0L);
            var map = new JsonObject();
            for (var i = 0; i < shards.Count; i++)
            {
                var file = shards.Count == 1 ? "model.safetensors" : $"model-{i + 1:00000}-of-{shards.Count:00000}.safetensors";
                TensorFile.Write(Path.Combine(folder, file), shards[i], written: bytes => options.Written?.Invoke(done += bytes, all));
                foreach (var (name, _) in shards[i]) map[name] = file;
            }
            if (shards.Count > 1)
                WriteJson(folder, "model.safetensors.index.json", new JsonObject { ["metadata"] = new JsonObject { ["total_size"] = all }, ["weight_map"] = map });
        }
        finally
        {
            foreach (var (_, layer) in layers) layer.Unmerge();
        }
    }

    private static void WriteAdapters(string folder, OftModel model, string? baseSha256)
    {
        if (model.AdapterNames is not { Count: > 0 } names) return;
        if (model.IsMerged) throw new InvalidOperationException("checkpoint: the adapters are inside the weights; un-merge before writing, so that the folder can name its base.");
        var checksum = baseSha256 ?? BaseChecksum.Of(model);
        foreach (var name in names) AdapterFolder.Write(AdapterFolder.PathOf(folder, name), model, name, checksum);
    }

    private static void WriteTowers(string path, OftModel model)
    {
        var active = model.AdaptableLayers.Where(adaptable => adaptable.Layer.Active.Count > 0).ToDictionary(adaptable => adaptable.Path, adaptable => adaptable.Layer.Active);
        WriteArchive(path, model.named_parameters()
            .Where(named => named.name.StartsWith("vision.", StringComparison.Ordinal) && (UpstreamNames.AdapterOf(named.name) is not { } adapter || active.GetValueOrDefault(adapter.Layer, []).Contains(adapter.Name)))
            .Select(named => (UpstreamNames.VisionDump(named.name, active.ContainsKey), (Tensor)named.parameter)));
    }

    private static void WritePart(string path, OftModel model, string prefix, Func<string, string> upstream)
        => WriteArchive(path, model.named_parameters().Where(named => named.name.StartsWith(prefix, StringComparison.Ordinal)).Select(named => ("module." + upstream(named.name), (Tensor)named.parameter)));

    private static void WriteArchive(string path, IEnumerable<(string Name, Tensor Weight)> weights)
        => TorchWriter.Write(path, [.. weights.Select(weight => (TensorFile.Entry(weight.Name, weight.Weight), (ReadOnlyMemory<byte>)Copy(weight.Weight)))]);

    private static List<List<(string Name, Tensor Weight)>> Shards(List<(string Name, Tensor Weight)> weights, long shardBytes)
    {
        var shards = new List<List<(string, Tensor)>> { new() };
        var size = 0L;
        foreach (var weight in weights)
        {
            if (size > 0 && size + Bytes(weight.Weight) > shardBytes)
            {
                shards.Add([]);
                size = 0;
            }
            shards[^1].Add(weight);
            size += Bytes(weight.Weight);
        }
        return shards;
    }

    internal static void WriteJson(string folder, string name, JsonNode json) => File.WriteAllText(Path.Combine(folder, name), json.ToJsonString(Indented));

    private static byte[] Copy(Tensor weight)
    {
        using var scope = NewDisposeScope();
        return weight.detach().cpu().contiguous().bytes.ToArray();
    }

    private static long Bytes(Tensor weight) => weight.numel() * weight.element_size();

    private static string Precision(ScalarType dtype) => dtype switch { ScalarType.BFloat16 => "bfloat16", ScalarType.Float16 => "float16", _ => "float32" };
}
