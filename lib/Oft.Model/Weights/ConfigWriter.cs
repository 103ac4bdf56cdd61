using System.Text.Json.Nodes;

namespace Oft.Model.Weights;

/// <summary>Writes what published folders say about a model: <c>config.json</c> and <c>preprocessor_config.json</c>.</summary>
internal static class ConfigWriter
{
    // Upstream: the conversion ran in bfloat16, so these constants are the rounded ones; training used the same.
    private static readonly double[] DinoMean = [0.484375, 0.455078125, 0.40625];
    private static readonly double[] DinoDeviation = [0.228515625, 0.2236328125, 0.224609375];
    private static readonly double[] Half = [0.5, 0.5, 0.5];

    public static JsonObject Config(BackboneConfig backbone, string precision)
    {
        var language = backbone.Language;
        var size = new JsonArray(backbone.ImageSize, backbone.ImageSize);
        var config = new JsonObject
        {
            ["architectures"] = new JsonArray("OpenVLAForActionPrediction"),
            ["model_type"] = "openvla",
            ["arch_specifier"] = "no-align+fused-gelu-mlp",
            ["vision_backbone_id"] = "dinosiglip-vit-so-224px",
            ["llm_backbone_id"] = "llama2-7b-pure",
            ["image_resize_strategy"] = "resize-naive",
            ["image_sizes"] = size,
            ["timm_model_ids"] = new JsonArray(backbone.Dino.TimmId, backbone.Siglip.TimmId),
            ["timm_override_act_layers"] = new JsonArray(null, null),
            ["use_fused_vision_backbone"] = true,
            ["n_action_bins"] = 256,
            ["pad_token_id"] = language.PadId,
            ["pad_to_multiple_of"] = language.PaddingRows,
            ["torch_dtype"] = precision,
            ["text_config"] = new JsonObject
            {
                ["model_type"] = "llama",
                ["hidden_size"] = language.Width,
                ["intermediate_size"] = language.MlpHidden,
                ["num_hidden_layers"] = language.Layers,
                ["num_attention_heads"] = language.Heads,
                ["num_key_value_heads"] = language.Heads,
                ["vocab_size"] = language.VocabularyRows,
                ["pad_token_id"] = language.PadId,
                ["bos_token_id"] = language.StartId,
                ["eos_token_id"] = language.StopId,
                ["rms_norm_eps"] = language.RmsEpsilon,
                ["rope_theta"] = language.RopeTheta,
                ["torch_dtype"] = precision,
            },
        };
        if (backbone.Dino != VisionTowerConfig.DinoV2Large || backbone.Siglip != VisionTowerConfig.SiglipSo400m)
            config["oft_vision_dims"] = new JsonArray(Tower(backbone.Dino), Tower(backbone.Siglip));
        return config;
    }

    public static JsonObject Preprocessor(BackboneConfig backbone)
    {
        var size = backbone.ImageSize;
        return new()
        {
            ["image_processor_type"] = "PrismaticImageProcessor",
            ["processor_class"] = "PrismaticProcessor",
            ["image_resize_strategy"] = "resize-naive",
            ["use_fused_vision_backbone"] = true,
            ["input_sizes"] = new JsonArray(new JsonArray(3, size, size), new JsonArray(3, size, size)),
            ["interpolations"] = new JsonArray("bicubic", "bicubic"),
            ["means"] = new JsonArray(new JsonArray(0.485, 0.456, 0.406), Numbers(Half)),
            ["stds"] = new JsonArray(new JsonArray(0.229, 0.224, 0.225), Numbers(Half)),
            ["tvf_normalize_params"] = new JsonArray(Normalize(DinoMean, DinoDeviation), Normalize(Half, Half)),
            ["tvf_resize_params"] = new JsonArray(Resize(size), Resize(size)),
            ["tvf_crop_params"] = new JsonArray(Crop(size), Crop(size)),
            ["tvf_do_letterbox"] = false,
            ["tvf_letterbox_fill"] = null,
        };
    }

    private static JsonObject Tower(VisionTowerConfig tower) => new()
    {
        ["timm_model_id"] = tower.TimmId,
        ["embed_dim"] = tower.Width,
        ["depth"] = tower.Depth,
        ["num_heads"] = tower.Heads,
        ["mlp_hidden"] = tower.MlpHidden,
        ["patch_size"] = tower.PatchSize,
        ["img_size"] = tower.ImageSize,
        ["class_token"] = tower.ClassToken,
        ["reg_tokens"] = tower.Registers,
        ["layer_scale"] = tower.LayerScale,
        ["attn_pool"] = tower.AttentionPool,
    };

    private static JsonObject Normalize(double[] mean, double[] deviation) => new() { ["inplace"] = false, ["mean"] = Numbers(mean), ["std"] = Numbers(deviation) };

    private static JsonObject Resize(int size) => new() { ["antialias"] = true, ["interpolation"] = 3, ["max_size"] = null, ["size"] = new JsonArray(size, size) };

    private static JsonObject Crop(int size) => new() { ["output_size"] = new JsonArray(size, size) };

    private static JsonArray Numbers(double[] values) => [.. values.Select(value => (JsonNode)value)];
}
