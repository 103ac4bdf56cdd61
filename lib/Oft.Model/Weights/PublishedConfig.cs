using System.Text.Json;

namespace Oft.Model.Weights;

/// <summary>What a published <c>config.json</c> says about the backbone, with Hugging Face's defaults where it is silent.</summary>
/// <param name="Backbone">Sizes of towers and language model.</param>
/// <param name="Precision">The dtype that the weights were written for: "bfloat16" where published.</param>
public sealed record PublishedConfig(BackboneConfig Backbone, string Precision)
{
    private const string Dims = "oft_vision_dims";

    /// <summary>Reads <c>config.json</c> of a folder.</summary>
    /// <exception cref="CheckpointException">It is missing, damaged, or says what this model cannot be.</exception>
    public static PublishedConfig Read(string folder)
    {
        var path = Path.Combine(folder, "config.json");
        if (!File.Exists(path)) throw new CheckpointException(folder, "expected config.json, found none; is this a checkpoint folder?");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 32 });
            return Parse(path, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException or OverflowException)
        {
            throw new CheckpointException(path, $"expected a published config.json: {e.Message}", e);
        }
    }

    private static PublishedConfig Parse(string path, JsonElement root)
    {
        Quantized.Refuse(path, root);
        Require(path, root, "model_type", "openvla");
        Require(path, root, "arch_specifier", "no-align+fused-gelu-mlp");
        var language = ParseLanguage(path, root.TryGetProperty("text_config", out var text) ? text : default, Number(root, "pad_to_multiple_of", 64));
        language = language with { PadId = Number(root, "pad_token_id", language.PadId) };
        var (dino, siglip) = root.TryGetProperty(Dims, out var dims) ? (ParseTower(dims[0]), ParseTower(dims[1])) : PublishedTowers(path, root);
        var precision = root.TryGetProperty("torch_dtype", out var dtype) ? dtype.GetString() ?? "" : "bfloat16";
        return new(new BackboneConfig { Dino = dino, Siglip = siglip, Language = language }.Checked(), precision);
    }

    private static LanguageConfig ParseLanguage(string path, JsonElement text, int paddingRows)
    {
        // Upstream: OpenVLAConfig fills text_config from LlamaConfig's defaults and writes only what differs.
        var fallback = new LanguageConfig();
        if (text.ValueKind != JsonValueKind.Object) return fallback with { VocabularyRows = 32000, PaddingRows = paddingRows };
        Require(path, text, "model_type", "llama");
        Require(path, text, "hidden_act", "silu");
        foreach (var unsupported in (string[])["rope_scaling"])
            if (text.TryGetProperty(unsupported, out var value) && value.ValueKind != JsonValueKind.Null)
                throw new CheckpointException(path, $"{unsupported}: expected none, got {value.GetRawText()}; this model has plain rotary positions.");
        foreach (var flag in (string[])["attention_bias", "tie_word_embeddings"])
            if (text.TryGetProperty(flag, out var value) && value.ValueKind == JsonValueKind.True)
                throw new CheckpointException(path, $"{flag}: expected false; this model has none.");
        var heads = Number(text, "num_attention_heads", fallback.Heads);
        if (Number(text, "num_key_value_heads", heads) != heads)
            throw new CheckpointException(path, $"num_key_value_heads: expected {heads} as num_attention_heads; grouped queries are not part of Llama-2-7B.");
        return new()
        {
            Width = Number(text, "hidden_size", fallback.Width),
            MlpHidden = Number(text, "intermediate_size", fallback.MlpHidden),
            Layers = Number(text, "num_hidden_layers", fallback.Layers),
            Heads = heads,
            VocabularyRows = Number(text, "vocab_size", 32000),
            PaddingRows = paddingRows,
            PadId = Number(text, "pad_token_id", fallback.PadId),
            StartId = Number(text, "bos_token_id", fallback.StartId),
            StopId = Number(text, "eos_token_id", fallback.StopId),
            RmsEpsilon = Real(text, "rms_norm_eps", fallback.RmsEpsilon),
            RopeTheta = Real(text, "rope_theta", fallback.RopeTheta),
        };
    }

    private static VisionTowerConfig ParseTower(JsonElement dims) => new()
    {
        Width = Number(dims, "embed_dim"),
        Depth = Number(dims, "depth"),
        Heads = Number(dims, "num_heads"),
        MlpHidden = Number(dims, "mlp_hidden"),
        PatchSize = Number(dims, "patch_size"),
        ImageSize = Number(dims, "img_size"),
        ClassToken = dims.GetProperty("class_token").GetBoolean(),
        Registers = Number(dims, "reg_tokens"),
        LayerScale = dims.GetProperty("layer_scale").GetBoolean(),
        AttentionPool = dims.GetProperty("attn_pool").GetBoolean(),
        TimmId = dims.GetProperty("timm_model_id").GetString() ?? "",
    };

    private static (VisionTowerConfig Dino, VisionTowerConfig Siglip) PublishedTowers(string path, JsonElement root)
    {
        VisionTowerConfig[] known = [VisionTowerConfig.DinoV2Large, VisionTowerConfig.SiglipSo400m];
        var named = root.TryGetProperty("timm_model_ids", out var ids) ? ids.EnumerateArray().Select(id => id.GetString() ?? "").ToArray() : [.. known.Select(tower => tower.TimmId)];
        if (!named.SequenceEqual(known.Select(tower => tower.TimmId)))
            throw new CheckpointException(path, $"timm_model_ids: expected [{string.Join(", ", known.Select(tower => tower.TimmId))}], got [{string.Join(", ", named)}]; other towers need their sizes in {Dims}.");
        return (known[0], known[1]);
    }

    private static void Require(string path, JsonElement json, string name, string expected)
    {
        if (json.TryGetProperty(name, out var value) && value.GetString() != expected)
            throw new CheckpointException(path, $"{name}: expected '{expected}', got '{value.GetString()}'.");
    }

    private static int Number(JsonElement json, string name, int? fallback = null)
        => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetInt32() : fallback ?? throw new KeyNotFoundException($"'{name}' is missing.");

    private static double Real(JsonElement json, string name, double fallback)
        => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetDouble() : fallback;
}
