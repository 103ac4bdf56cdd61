using Oft.Model;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Lab.Benches.Policies;

/// <summary>One chunk of an L1 policy as a straight line of tensor operators over the model's own weights: no modules, taps, spans or checks.</summary>
/// <remarks>It says the same actions as the model, and is what a model's own time is compared with. Single precision, one sample, no FiLM, no adapters.</remarks>
public sealed class BareOperators
{
    private readonly OftConfig config;
    private readonly Dictionary<string, Tensor> weights;
    private readonly Tensor words;
    private readonly Tensor cosines;
    private readonly Tensor sines;
    private readonly (int First, int Count) reads;

    /// <summary>Takes a model's weights and what belongs to a prompt.</summary>
    /// <param name="model">With an L1 head, proprioception, no FiLM and no adapters; it must outlive this.</param>
    /// <param name="inputs">One sample, for the length of its prompt.</param>
    public BareOperators(OftModel model, ModelInputs inputs)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        config = model.Config;
        weights = model.named_parameters().ToDictionary(named => named.name, named => (Tensor)named.parameter);
        var layout = config.Layout(inputs.Prompts.Lengths[0]);
        words = model.Words(inputs.Prompts).DetachFromDisposeScope();
        (cosines, sines) = model.Language.Rotary.Tables(0, layout.Length, ScalarType.Float32, CPU);
        reads = (layout.ActionReads.Start.Value, layout.Actions);
    }

    /// <summary>The chunk.</summary>
    /// <param name="pixels">[1, V·6, h, w]</param>
    /// <param name="proprio">[1, S]</param>
    /// <returns>[1, K, A]</returns>
    public Tensor Run(Tensor pixels, Tensor proprio)
    {
        var (size, views) = (config.Backbone.ImageSize, config.Views);
        var single = pixels.reshape(views, 6, size, size);
        var seen = cat([Tower("vision.dino", config.Backbone.Dino, single.narrow(1, 0, 3)), Tower("vision.siglip", config.Backbone.Siglip, single.narrow(1, 3, 3))], 2);
        var x = functional.gelu(Linear("projector.fc1", seen.reshape(1, views * seen.shape[1], -1)));
        x = Linear("projector.fc3", functional.gelu(Linear("projector.fc2", x)));
        var state = Linear("proprio.fc2", functional.gelu(Linear("proprio.fc1", proprio.unsqueeze(1))));
        x = cat([words.narrow(1, 0, 1), x, state, words.narrow(1, 1, words.shape[1] - 1)], 1);                 // [1, T, L]
        for (var i = 0; i < config.Backbone.Language.Layers; i++) x = Layer($"language.blocks.{i}", x, last: i == config.Backbone.Language.Layers - 1);
        return Head(Rms("language.norm", x));
    }

    private Tensor Tower(string name, VisionTowerConfig tower, Tensor pixels)
    {
        var x = functional.conv2d(pixels, weights[$"{name}.patch_embed.proj.weight"], weights[$"{name}.patch_embed.proj.bias"], strides: [tower.PatchSize, tower.PatchSize]).flatten(2).transpose(1, 2) + weights[$"{name}.pos_embed"];
        var count = x.shape[0];
        if (tower.ClassToken) x = cat([weights[$"{name}.cls_token"].expand(count, -1, -1), weights[$"{name}.reg_token"].expand(count, -1, -1), x], 1);
        for (var i = 0; i < tower.ExecutedBlocks; i++)
        {
            var block = $"{name}.blocks.{i}";
            var split = Linear($"{block}.attn.qkv", Norm($"{block}.norm1", x, 1e-6)).view(count, x.shape[1], 3, tower.Heads, tower.Width / tower.Heads).permute(2, 0, 3, 1, 4).unbind(0);
            var y = Linear($"{block}.attn.proj", functional.scaled_dot_product_attention(split[0], split[1], split[2]).transpose(1, 2).reshape(x.shape));
            x = x + (tower.LayerScale ? y * weights[$"{block}.ls1.scale_factor"] : y);
            y = Linear($"{block}.mlp.fc2", functional.gelu(Linear($"{block}.mlp.fc1", Norm($"{block}.norm2", x, 1e-6))));
            x = x + (tower.LayerScale ? y * weights[$"{block}.ls2.scale_factor"] : y);
        }
        return x.narrow(1, tower.PrefixTokens, tower.Patches);
    }

    private Tensor Layer(string name, Tensor x, bool last)
    {
        var normal = Rms($"{name}.input_layernorm", x);
        var (asking, cosine, sine) = last ? (normal.narrow(1, reads.First, reads.Count), cosines.narrow(0, reads.First, reads.Count), sines.narrow(0, reads.First, reads.Count)) : (normal, cosines, sines);
        var mixed = functional.scaled_dot_product_attention(Turned(Heads(Linear($"{name}.attn.q_proj", asking)), cosine, sine), Turned(Heads(Linear($"{name}.attn.k_proj", normal)), cosines, sines), Heads(Linear($"{name}.attn.v_proj", normal)));
        x = (last ? x.narrow(1, reads.First, reads.Count) : x) + Linear($"{name}.attn.o_proj", mixed.transpose(1, 2).reshape(asking.shape));
        normal = Rms($"{name}.post_attention_layernorm", x);
        return x + Linear($"{name}.mlp.down_proj", functional.silu(Linear($"{name}.mlp.gate_proj", normal)) * Linear($"{name}.mlp.up_proj", normal));
    }

    private Tensor Head(Tensor read)
    {
        var x = functional.relu(Linear("head.fc1", Norm("head.layer_norm1", read.reshape(1, config.ChunkLength, -1), 1e-5)));
        for (var i = 0; i < 2; i++) x = x + functional.relu(Linear($"head.blocks.{i}.linear", Norm($"head.blocks.{i}.norm", x, 1e-5)));
        return Linear("head.fc2", Norm("head.layer_norm2", x, 1e-5));
    }

    private Tensor Linear(string name, Tensor x) => functional.linear(x, weights[$"{name}.weight"], weights.GetValueOrDefault($"{name}.bias"));

    private Tensor Norm(string name, Tensor x, double epsilon) => functional.layer_norm(x, [x.shape[^1]], weights[$"{name}.weight"], weights[$"{name}.bias"], epsilon);

    private Tensor Rms(string name, Tensor x) => weights[$"{name}.weight"] * (x * (x.square().mean([-1], keepdim: true) + config.Backbone.Language.RmsEpsilon).rsqrt());

    private Tensor Heads(Tensor x) => x.view(1, x.shape[1], config.Backbone.Language.Heads, x.shape[2] / config.Backbone.Language.Heads).transpose(1, 2);

    private static Tensor Turned(Tensor x, Tensor cosine, Tensor sine)
    {
        var half = x.shape[^1] / 2;
        return x * cosine + cat([x.narrow(-1, half, half).neg(), x.narrow(-1, 0, half)], -1) * sine;
    }
}
