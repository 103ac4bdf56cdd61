using System.Text.RegularExpressions;

namespace Oft.Model.Weights;

/// <summary>How published files spell the weights of this model. The only place that knows.</summary>
/// <remarks>
/// <code>
/// vision.dino.blocks.7.attn.qkv.weight       vision_backbone.featurizer.blocks.7.attn.qkv.weight
/// vision.siglip.blocks.7.block.norm1.bias    vision_backbone.fused_featurizer.blocks.7.norm1.bias       (FiLM nests one deeper)
/// language.blocks.3.attn.q_proj.weight       language_model.model.layers.3.self_attn.q_proj.weight
/// head.blocks.0.norm.weight                  model.mlp_resnet_blocks.0.ffn.0.weight                     (in action_head--*.pt)
/// ….qkv.adapters.default.a                   ….qkv.lora_A.default.weight
/// </code>
/// </remarks>
public static partial class UpstreamNames
{
    private static readonly (string Ours, string Theirs)[] Prefixes =
    [
        ("vision.dino.", "vision_backbone.featurizer."),
        ("vision.siglip.", "vision_backbone.fused_featurizer."),
        ("projector.", "projector."),
        ("language.blocks.", "language_model.model.layers."),
        ("language.lm_head", "language_model.lm_head"),
        ("language.", "language_model.model."),
    ];

    [GeneratedRegex(@"^(vision\.(?:dino|siglip)\.blocks\.\d+)\.block\.")]
    private static partial Regex NestedBlock { get; }

    [GeneratedRegex(@"^(vision\.(?:dino|siglip)\.blocks\.\d+)\.(?:scale|shift)\.")]
    private static partial Regex Film { get; }

    [GeneratedRegex(@"^(?<layer>.+)\.adapters\.(?<adapter>[^.]+)\.(?<side>[ab])$")]
    private static partial Regex Adapter { get; }

    /// <summary>True for a weight of the base model: no adapter, no FiLM, no head, no projector of numbers.</summary>
    public static bool IsBase(string path) => !IsAdapter(path) && !IsFilm(path) && (path.StartsWith("vision.", StringComparison.Ordinal) || path.StartsWith("projector.", StringComparison.Ordinal) || path.StartsWith("language.", StringComparison.Ordinal));

    /// <summary>True for one of an adapter's two matrices.</summary>
    public static bool IsAdapter(string path) => Adapter.IsMatch(path);

    /// <summary>The layer and the adapter that a matrix belongs to; null for any other weight.</summary>
    public static (string Layer, string Name)? AdapterOf(string path)
        => Adapter.Match(path) is { Success: true } match ? (match.Groups["layer"].Value, match.Groups["adapter"].Value) : null;

    /// <summary>True for FiLM's scale and shift.</summary>
    public static bool IsFilm(string path) => Film.IsMatch(path);

    /// <summary>The name in a merged model's safetensors.</summary>
    public static string Merged(string path) => Prefixed(NestedBlock.Replace(path, "$1."));

    /// <summary>The name in <c>vision_backbone--*.pt</c>: FiLM's nesting kept, adapted layers split into base and adapter.</summary>
    /// <param name="path">A weight below <c>vision.</c></param>
    /// <param name="isAdapted">True where an adapter is on the layer of this path.</param>
    public static string VisionDump(string path, Func<string, bool> isAdapted)
    {
        if (Adapter.Match(path) is { Success: true } match)
            return $"{Prefixed(match.Groups["layer"].Value)}.{Side(match)}.{match.Groups["adapter"].Value}.weight";
        var dot = path.LastIndexOf('.');
        return isAdapted(path[..dot]) ? $"{Prefixed(path[..dot])}.base_layer{path[dot..]}" : Prefixed(path);
    }

    /// <summary>The name in <c>adapter_model.safetensors</c>; the adapter's own name is dropped there.</summary>
    /// <param name="path">An adapter's matrix.</param>
    /// <param name="film">The model was wrapped by FiLM when the adapter was made.</param>
    public static string AdapterFile(string path, bool film)
    {
        var match = Adapter.Match(path);
        if (!match.Success) throw new ArgumentException($"'{path}' is no adapter's matrix.", nameof(path));
        return $"base_model.model.{AdapterModule(match.Groups["layer"].Value, film)}.{Side(match)}.weight";
    }

    /// <summary>The layer's path as PEFT lists it.</summary>
    /// <param name="layer">A layer of this model.</param>
    /// <param name="film">The model was wrapped by FiLM when the adapter was made.</param>
    // Upstream: the FiLM wrapper holds the backbone as an attribute of the same name, so the name stands twice.
    public static string AdapterModule(string layer, bool film)
        => film && layer.StartsWith("vision.", StringComparison.Ordinal) ? "vision_backbone." + Prefixed(layer) : Prefixed(layer);

    /// <summary>The name in <c>action_head--*.pt</c>, without "module.".</summary>
    /// <param name="path">A weight below <c>head.</c></param>
    /// <param name="diffusion">A noise predictor is nested differently.</param>
    public static string Head(string path, bool diffusion)
    {
        var inner = path["head.".Length..];
        inner = HeadBlock.Replace(inner, match => $"mlp_resnet_blocks.{match.Groups[1].Value}.ffn.{(match.Groups[2].Value == "norm" ? 0 : 1)}.");
        return (diffusion ? "noise_predictor.mlp_resnet." : "model.") + inner;
    }

    /// <summary>The name in <c>proprio_projector--*.pt</c> or <c>noisy_action_projector--*.pt</c>, without "module.".</summary>
    /// <param name="path">A weight below <c>proprio.</c> or <c>noise.</c></param>
    public static string Projector(string path) => path[(path.IndexOf('.') + 1)..];

    /// <summary>The layer and the adapter's name behind one of the two matrices of a dump; null for any other name.</summary>
    public static (string Layer, string Name)? DumpedAdapter(string name)
        => Dumped.Match(name) is { Success: true } match ? (match.Groups["layer"].Value, match.Groups["adapter"].Value) : null;

    [GeneratedRegex(@"^(?<layer>.+)\.lora_A\.(?<adapter>[^.]+)\.weight$")]
    private static partial Regex Dumped { get; }

    [GeneratedRegex(@"^blocks\.(\d+)\.(norm|linear)\.")]
    private static partial Regex HeadBlock { get; }

    private static string Side(Match adapter) => adapter.Groups["side"].Value == "a" ? "lora_A" : "lora_B";

    private static string Prefixed(string path)
    {
        foreach (var (ours, theirs) in Prefixes)
            if (path.StartsWith(ours, StringComparison.Ordinal))
                return theirs + (ours == "language.blocks." ? path[ours.Length..].Replace(".attn.", ".self_attn.") : path[ours.Length..]);
        throw new ArgumentException($"'{path}' is no weight of the base model.", nameof(path));
    }
}
