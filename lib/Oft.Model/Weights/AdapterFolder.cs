using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Oft.Formats.Safetensors;
using Oft.Model.Adapters;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Weights;

/// <summary>A PEFT folder: <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Config">Rank, scaling, dropout and targets.</param>
/// <param name="Base">The base model it was trained on, as the file names it.</param>
public sealed record AdapterFolder(string Path, LoraConfig Config, string? Base)
{
    /// <summary>The folder's name inside a checkpoint.</summary>
    public const string Name = "lora_adapter";

    /// <summary>Where an adapter lies inside a checkpoint: the default one in <c>lora_adapter</c>, others with their name behind it.</summary>
    public static string PathOf(string checkpoint, string name) => System.IO.Path.Combine(checkpoint, name == LoraAdapters.Default ? Name : $"{Name}_{name}");

    /// <summary>Checksum of the base it was trained on (<see cref="BaseChecksum"/>); null where the file does not say, as in published ones.</summary>
    public string? BaseSha256 { get; init; }

    /// <summary>SHA-256 of the adapter's own weights.</summary>
    public string Sha256
    {
        get
        {
            using var stream = File.OpenRead(System.IO.Path.Combine(Path, Weights));
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
    }

    private const string Weights = "adapter_model.safetensors";

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="CheckpointException">It is missing, damaged, or no plain LoRA.</exception>
    public static AdapterFolder Open(string folder)
    {
        var path = System.IO.Path.Combine(folder, "adapter_config.json");
        if (!File.Exists(path)) throw new CheckpointException(folder, "expected adapter_config.json, found none; is this a PEFT folder?");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 16 });
            var json = document.RootElement;
            if (json.GetProperty("peft_type").GetString() != "LORA")
                throw new CheckpointException(path, $"peft_type: expected LORA, got {json.GetProperty("peft_type").GetRawText()}.");
            foreach (var flag in (string[])["use_dora", "use_rslora", "fan_in_fan_out"])
                if (json.TryGetProperty(flag, out var value) && value.ValueKind == JsonValueKind.True)
                    throw new CheckpointException(path, $"{flag}: expected false; this variant of LoRA is not supported here.");
            foreach (var pattern in (string[])["rank_pattern", "alpha_pattern"])
                if (json.TryGetProperty(pattern, out var value) && value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any())
                    throw new CheckpointException(path, $"{pattern}: expected none, got {value.GetRawText()}; every layer has one rank and scaling here.");
            if (json.TryGetProperty("modules_to_save", out var saved) && saved.ValueKind == JsonValueKind.Array && saved.GetArrayLength() > 0)
                throw new CheckpointException(path, $"modules_to_save: expected none, got {saved.GetRawText()}.");
            var config = new LoraConfig
            {
                Rank = json.GetProperty("r").GetInt32(),
                Alpha = json.GetProperty("lora_alpha").GetDouble(),
                Dropout = json.TryGetProperty("lora_dropout", out var dropout) ? dropout.GetDouble() : 0,
                Targets = json.GetProperty("target_modules") is { ValueKind: JsonValueKind.Array } targets ? [.. targets.EnumerateArray().Select(target => target.GetString() ?? "")] : null,
            };
            return new(folder, config, json.TryGetProperty("base_model_name_or_path", out var name) ? name.GetString() : null) { BaseSha256 = SaidBase(folder) };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new CheckpointException(path, $"expected a PEFT adapter_config.json: {e.Message}", e);
        }
    }

    // Names in the file of the layers that the adapter does not go on.
    private HashSet<string> LeftOut(OftModel model, Func<string, bool> only, string name)
        => [.. model.AdaptableLayers.Where(adaptable => Config.Reaches(adaptable.Path) && !only(adaptable.Path))
            .SelectMany(adaptable => new[] { "a", "b" }.Select(side => UpstreamNames.AdapterFile($"{adaptable.Path}.adapters.{name}.{side}", model.Config.Film)))];

    private static string? SaidBase(string folder)
    {
        using var file = SafetensorsFile.Open(System.IO.Path.Combine(folder, Weights));
        return file.Metadata.GetValueOrDefault(BaseChecksum.MetadataKey);
    }

    /// <summary>Puts the adapter on a model and fills it.</summary>
    /// <param name="model">Made of the base weights.</param>
    /// <param name="name">The adapter's name on the model.</param>
    /// <param name="only">Layers by path that it goes on; null takes all it was trained on.</param>
    /// <exception cref="CheckpointException">The file's layers are not the model's.</exception>
    public void AttachTo(OftModel model, string name = LoraAdapters.Default, Func<string, bool>? only = null)
    {
        using var file = SafetensorsFile.Open(System.IO.Path.Combine(Path, Weights));
        model.Attach(Config, name, only: only);
        var left = only is null ? [] : LeftOut(model, only, name);
        var marker = $".adapters.{name}.";
        var matrices = model.named_parameters().Where(named => named.name.Contains(marker, StringComparison.Ordinal)).ToList();
        var nested = file.Tensors.Keys.Any(key => key.StartsWith("base_model.model.vision_backbone.vision_backbone.", StringComparison.Ordinal));
        try
        {
            if (nested != model.Config.Film)
                throw new CheckpointException(Path, nested
                    ? "the adapter was trained with FiLM and its tower names do not exist in a model without; load it with Film on."
                    : "the adapter was trained without FiLM; load it with Film off.");
            // Upstream: PEFT saves a copy of the frozen lm_head beside the adapters, because lm_head is among the targets; it is not needed.
            WeightFile.Fill(file, Path, matrices.ToDictionary(named => UpstreamNames.AdapterFile(named.name, nested), named => (Tensor)named.parameter),
                known: key => key.EndsWith(".base_layer.weight", StringComparison.Ordinal) || (only is not null && left.Contains(key)), rounding: null);
        }
        catch
        {
            model.Detach(name);
            throw;
        }
    }

    /// <summary>Writes an adapter of a model as PEFT does.</summary>
    /// <param name="folder">Made where it does not exist.</param>
    /// <param name="model">Whose adapter.</param>
    /// <param name="name">Which of its adapters.</param>
    /// <param name="baseSha256">Checksum of the base under it.</param>
    internal static void Write(string folder, OftModel model, string name, string baseSha256)
    {
        Directory.CreateDirectory(folder);
        var marker = $".adapters.{name}.";
        var config = model.AdaptableLayers.Select(adaptable => adaptable.Layer.Adapter(name)).First(adapter => adapter is not null)!.Config;
        var targets = model.AdaptableLayers.Where(adaptable => adaptable.Layer.Adapter(name) is not null).Select(adaptable => adaptable.Path[(adaptable.Path.LastIndexOf('.') + 1)..]).Distinct().Order();
        TensorFile.Write(System.IO.Path.Combine(folder, Weights), [.. model.named_parameters()
            .Where(named => named.name.Contains(marker, StringComparison.Ordinal))
            .Select(named => (UpstreamNames.AdapterFile(named.name, model.Config.Film), (Tensor)named.parameter))],
            new Dictionary<string, string> { ["format"] = "pt", [BaseChecksum.MetadataKey] = baseSha256 });
        CheckpointWriter.WriteJson(folder, "adapter_config.json", new JsonObject
        {
            ["peft_type"] = "LORA",
            ["r"] = config.Rank,
            ["lora_alpha"] = config.Alpha,
            ["lora_dropout"] = config.Dropout,
            ["bias"] = "none",
            ["init_lora_weights"] = "gaussian",
            ["target_modules"] = new JsonArray([.. targets.Select(target => (JsonNode)target)]),
            ["use_rslora"] = false,
            ["use_dora"] = false,
            ["fan_in_fan_out"] = false,
            ["modules_to_save"] = null,
            ["rank_pattern"] = new JsonObject(),
            ["alpha_pattern"] = new JsonObject(),
            ["task_type"] = null,
            ["inference_mode"] = true,
        });
    }
}
