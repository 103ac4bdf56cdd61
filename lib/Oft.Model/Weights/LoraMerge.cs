using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Oft.Contracts;
using Oft.Model.Adapters;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Weights;

/// <summary>Makes one folder of a base and an adapter, in the published layout and with <c>oft.json</c>.</summary>
/// <remarks>
/// The best-known way to lose a policy is to merge into the wrong base, or twice: nothing fails, and the robot does nothing right.
/// So an adapter of ours knows its base's checksum; a base that has this adapter inside already is refused; and the merged folder is
/// loaded again and asked what the base and the adapter said side by side.
/// <para>Upstream: vla-scripts/merge_lora_weights_and_save.py.</para>
/// </remarks>
public static class LoraMerge
{
    private static readonly string[] carried = ["tokenizer.json", "tokenizer.model", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "generation_config.json"];

    /// <summary>Merges.</summary>
    /// <exception cref="CheckpointException">The base is another than the adapter's, the adapter is inside already, or a folder is not what it should be.</exception>
    /// <exception cref="IOException">The output exists.</exception>
    public static MergeReport Merge(MergeOrder order)
    {
        if (Path.Exists(order.Output)) throw new IOException($"{order.Output} exists; choose a new name or remove it first.");
        var (adapterFolder, checkpoint) = Find(order.Adapter);
        var adapter = AdapterFolder.Open(adapterFolder);
        RefuseSecondMerge(order.Base, adapter);
        order.Say("reading the base's checksum");
        var checksum = BaseChecksum.Of(order.Base);
        if (adapter.BaseSha256 is { } expected && expected != checksum)
            throw new CheckpointException(order.Base, $"base: the adapter in {adapterFolder} was trained on weights with checksum {expected[..16]}…, this folder has {checksum[..16]}…. Merged into another base it would do nothing right; give the one it was trained on.");

        var components = checkpoint ?? order.Base;
        var config = OftFile.Read(components)?.Model ?? CheckpointFacts.Describe(order.Base, order.Options with { Components = components });
        order.Say("loading base and adapter");
        using var model = CheckpointLoader.Load(order.Base, config, new() { Components = components, Dtype = order.Dtype });
        var loaded = order.Dtype is null ? checksum : BaseChecksum.Of(model);
        var asked = order.Observations > 0 ? new ActionQuestions(model.Config, order.Observations) : null;
        var bare = asked?.Ask(model);
        adapter.AttachTo(model, only: path => !(config.Film && path.StartsWith("vision.", StringComparison.Ordinal)));
        var beside = asked?.Ask(model);

        order.Say("merging and writing");
        var files = carried.Select(name => (Name: name, Path: new[] { components, order.Base }.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists))).Where(file => file.Path is not null);
        CheckpointWriter.Write(order.Output, model, new()
        {
            Statistics = File.Exists(Path.Combine(components, CheckpointStatistics.FileName)) ? StatisticsFile.Read(Path.Combine(components, CheckpointStatistics.FileName)) : null,
            StatisticsKey = OftFile.Read(components)?.Statistics,
            Recipe = OftFile.Read(components)?.Recipe,
            BaseSha256 = checksum,
            Provenance = Provenance(order, adapter, checksum),
            Files = files.ToDictionary(file => file.Name, file => File.ReadAllBytes(file.Path!)),
        });
        var layers = model.AdaptableLayers.Count(adaptable => adaptable.Layer.Active.Count > 0);
        // What was written was merged and taken out again on the way.
        var report = new MergeReport(checksum, adapter.BaseSha256 is not null, layers, BaseChecksum.Of(model) == loaded);
        if (asked is null) return report;
        order.Say("asking the merged folder");
        using var merged = CheckpointLoader.Load(order.Output, config);
        return report with { AdapterEffect = ActionQuestions.Furthest(bare!, beside!), LargestDifference = ActionQuestions.Furthest(beside!, asked.Ask(merged)) };
    }

    private static (string Adapter, string? Checkpoint) Find(string given)
    {
        if (!File.Exists(Path.Combine(given, "adapter_config.json"))) return (Path.Combine(given, AdapterFolder.Name), given);
        var parent = Path.GetDirectoryName(Path.GetFullPath(given).TrimEnd(Path.DirectorySeparatorChar));
        return (given, parent is not null && ComponentFiles.Find(parent) is { ActionHead: not null } or { VisionBackbone: not null } ? parent : null);
    }

    private static void RefuseSecondMerge(string folder, AdapterFolder adapter)
    {
        var sha = adapter.Sha256;
        var known = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, AdapterFolder.Name + "*").Where(inside => File.Exists(Path.Combine(inside, "adapter_config.json"))).Select(inside => AdapterFolder.Open(inside).Sha256) : [];
        if (known.Contains(sha) || Merged(OftFile.Read(folder)?.Provenance).Contains(sha))
            throw new CheckpointException(folder, "second merge: this folder has the adapter inside already, so merging again would count it twice. Give the base it was trained on.");
    }

    private static IEnumerable<string?> Merged(JsonElement? provenance)
        => provenance is { ValueKind: JsonValueKind.Object } said && said.TryGetProperty("adapter_sha256", out var sha) ? [sha.GetString()] : [];

    private static JsonElement Provenance(MergeOrder order, AdapterFolder adapter, string checksum) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["made_by"] = "oft merge",
        ["base"] = adapter.Base ?? Path.GetFileName(Path.GetFullPath(order.Base)),
        ["base_sha256"] = checksum,
        ["base_named_by_adapter"] = adapter.BaseSha256 is not null,
        ["adapter_sha256"] = adapter.Sha256,
    });
}
