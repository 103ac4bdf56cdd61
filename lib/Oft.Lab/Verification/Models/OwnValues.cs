using System.Text.RegularExpressions;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Model.Language;
using Oft.Model.Taps;
using Oft.Model.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Models;

/// <summary>What this house computes in one run of a model, by the names that reference folders use.</summary>
internal sealed partial class OwnValues
{
    private readonly Dictionary<string, Tensor> values = [];
    private IReadOnlyDictionary<string, List<TapReading>> seen = new Dictionary<string, List<TapReading>>();

    [GeneratedRegex(@"^vision\.(?<tower>dino|siglip)\.image(?<image>\d+)\.(?<what>patch_embed|tokens_in|block(?<block>\d+))$")]
    private static partial Regex VisionStage { get; }

    [GeneratedRegex(@"^llm\.layer(?<layer>\d+)\.(?<what>q_proj|self_attn|mlp|out)$")]
    private static partial Regex LanguageStage { get; }

    [GeneratedRegex(@"^head\.(?<what>layer_norm1|fc1|block(?<block>\d+)|layer_norm2|fc2)$")]
    private static partial Regex HeadStage { get; }

    [GeneratedRegex(@"^film\.(?<tower>dino|siglip)\.block(?<block>\d+)\.(?<what>gamma|beta)$")]
    private static partial Regex FilmStage { get; }

    /// <summary>Sets a value by name.</summary>
    public Tensor this[string name]
    {
        set => values[name] = value;
    }

    /// <summary>Runs a model with every tap open whose values are recorded anywhere, and keeps what passed.</summary>
    public T Listen<T>(OftModel model, Func<T> run)
    {
        // Patterns and single heads are recorded nowhere, and large.
        using var listening = new Listening(model, new TapAddresses(model).All.Where(address => !address.EndsWith(".pattern") && !address.EndsWith(".heads")));
        var result = run();
        seen = listening.Readings;
        return result;
    }

    /// <summary>Values that follow from where everything sits.</summary>
    public void AddLayout(OftModel model, ModelOutputs outputs, ScalarType dtype)
    {
        var layouts = outputs.Layouts;
        var length = outputs.Hidden.shape[1];
        var present = layouts.SelectMany(layout => Enumerable.Range(0, (int)length).Select(i => i < layout.Length ? 1L : 0L)).ToArray();
        this["llm.attention_mask_2d"] = tensor(present).view(layouts.Count, length);
        this["llm.position_ids"] = arange(0, length, dtype: ScalarType.Int64).unsqueeze(0);
        var (cosines, sines) = model.Language.Rotary.Tables(0, length, dtype, CPU);
        this["llm.rope.cos"] = cosines.unsqueeze(0);
        this["llm.rope.sin"] = sines.unsqueeze(0);
        this["sequence_length"] = tensor(new[] { length });
        this["slice_start_end"] = tensor(new long[] { layouts[0].ActionReads.Start.Value, layouts[0].ActionReads.End.Value });
    }

    /// <summary>What FiLM was told and what it makes of it, in every block of the weights.</summary>
    public void AddFilm(OftModel model, ModelInputs inputs)
    {
        var sentences = model.Sentences(inputs.Prompts, inputs.FilmCountsPadding);
        this["film.language_embeddings"] = sentences.Words;
        this["film.average_language_embedding"] = sentences.Mean;
        foreach (var (name, tower) in new[] { ("dino", model.Vision.Dino), ("siglip", model.Vision.Siglip) })
            foreach (var (block, i) in tower.Blocks.Select((block, i) => ((FilmBlock)block, i)))
            {
                var (gamma, beta) = block.Modulation(sentences.Mean);
                this[$"film.{name}.block{i}.gamma"] = gamma;
                this[$"film.{name}.block{i}.beta"] = beta;
            }
    }

    /// <summary>Discrete actions: logits, the likeliest ids and what they stand for.</summary>
    public void AddTokens(Tensor logits, ActionTokenizer tokens, int actionWidth)
    {
        this["logits"] = logits;                                                                          // [K·A, vocabulary]
        var ids = logits.argmax(-1);
        this["token_ids"] = ids;
        this["normalized_actions_f64"] = tensor(ids.data<long>().ToArray().Select(id => tokens.Decode((int)id)).ToArray(), dtype: ScalarType.Float64).view(-1, actionWidth);
    }

    /// <summary>A value by name.</summary>
    /// <exception cref="VerifyException">This run has none of that name.</exception>
    public Tensor Get(string name, int step = 0)
    {
        if (values.TryGetValue(name, out var value)) return value;
        return name switch
        {
            "vision.fused_patches" => Tapped("vision.fused", step),
            "projector.fc1" => Tapped("projector.first", step),
            "projector.fc2" => Tapped("projector.second", step),
            "projector.out" => Tapped("projector.out", step),
            "proprio_projector.out" => Tapped("proprio.out", step),
            "noisy_action_features" => Tapped("noise.out", step),
            "llm.inputs_embeds" => Tapped("language.sequence", step),
            "hidden_final" => Tapped("language.hidden", step),
            "actions_hidden_states" => Tapped("reads", step),
            _ => Staged(name, step),
        };
    }

    private Tensor Staged(string name, int step)
    {
        if (VisionStage.Match(name) is { Success: true } vision)
        {
            var tower = $"vision.{vision.Groups["tower"].Value}";
            var all = vision.Groups["what"].Value switch
            {
                "patch_embed" => Tapped($"{tower}.patches", step),
                "tokens_in" => Tapped($"{tower}.tokens", step),
                _ when seen.ContainsKey($"{tower}.blocks.{vision.Groups["block"].Value}.block.out") => Tapped($"{tower}.blocks.{vision.Groups["block"].Value}.block.out", step),
                _ => Tapped($"{tower}.blocks.{vision.Groups["block"].Value}.out", step),
            };
            return all.narrow(0, long.Parse(vision.Groups["image"].Value), 1);
        }
        if (LanguageStage.Match(name) is { Success: true } language)
            return Tapped($"language.blocks.{language.Groups["layer"].Value}." + language.Groups["what"].Value switch { "q_proj" => "attn.queries", "self_attn" => "attn.out", "mlp" => "mlp.out", _ => "out" }, step);
        if (HeadStage.Match(name) is { Success: true } head)
            return Tapped(head.Groups["what"].Value switch
            {
                "layer_norm1" => "head.first_norm",
                "fc1" => "head.first",
                "layer_norm2" => "head.last_norm",
                "fc2" => "head.out",
                _ => $"head.blocks.{head.Groups["block"].Value}.out",
            }, step);
        throw new VerifyException(FilmStage.IsMatch(name) ? $"value '{name}': this run has no FiLM." : $"value '{name}' is not known here.");
    }

    private Tensor Tapped(string address, int step)
    {
        if (!seen.TryGetValue(address, out var passes) || passes.Count == 0) throw new VerifyException($"nothing passed '{address}' in this run.");
        var reading = passes[step < 0 ? passes.Count + step : step];
        return tensor(reading.Values).view([.. reading.Shape]);
    }
}
