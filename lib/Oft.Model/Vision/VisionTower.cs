using Oft.Model.Taps;
using Oft.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Vision;

/// <summary>One vision transformer, read at its second-to-last block.</summary>
/// <remarks>
/// Positions are added to the patches first; class token and registers come before them afterwards and have no position.
/// The last block, the final norm and the pool are in every checkpoint and are never run.
/// <para>Shapes: B pictures, P patches, N = prefix + P tokens, D width, L language width.</para>
/// <para>Taps: <c>patches</c> [B, P, D] without positions, <c>tokens</c> [B, N, D] entering the first block.</para>
/// <para>Upstream: timm/models/vision_transformer.py; prismatic/extern/hf/modeling_prismatic.py, get_intermediate_layers.</para>
/// </remarks>
public sealed class VisionTower : Module<Tensor, IReadOnlyList<(Tensor Gamma, Tensor Beta)>?, Tensor>
{
    private readonly Parameter? cls_token;
    private readonly Parameter? reg_token;
    private readonly Parameter pos_embed;
    private readonly PatchEmbedding patch_embed;
    private readonly ModuleList<Module> blocks;
    private readonly TokenNorm norm;
    private readonly AttentionPool? attn_pool;
    private readonly Tap patches = new();
    private readonly Tap tokens = new();

    /// <summary>Makes a tower.</summary>
    /// <param name="config">Its sizes.</param>
    /// <param name="filmWidth">L, to wrap every block by FiLM; null leaves them plain.</param>
    /// <param name="placement">Where its weights live.</param>
    public VisionTower(VisionTowerConfig config, int? filmWidth, Placement placement) : base(nameof(VisionTower))
    {
        Config = config;
        cls_token = config.ClassToken ? placement.Normal(0.02, 1, 1, config.Width) : null;
        reg_token = config.Registers > 0 ? placement.Normal(0.02, 1, config.Registers, config.Width) : null;
        pos_embed = placement.Normal(0.02, 1, config.Patches, config.Width);
        patch_embed = new(config.Width, config.PatchSize, placement);
        blocks = nn.ModuleList<Module>();
        for (var i = 0; i < config.Depth; i++)
        {
            var block = new VisionBlock(config, placement);
            blocks.Add(filmWidth is { } width ? new FilmBlock(block, width, placement) : block);
        }
        norm = new(config.Width, 1e-6, placement);
        attn_pool = config.AttentionPool ? new(config.Width, config.MlpHidden, placement) : null;
        RegisterComponents();
    }

    /// <summary>Its sizes.</summary>
    public VisionTowerConfig Config { get; }

    /// <summary>Blocks are computed again in backward instead of being remembered.</summary>
    internal bool Recomputes { get; set; }

    /// <summary>Every block in the weights: <see cref="VisionBlock"/>, or <see cref="FilmBlock"/> around one. The last is never run.</summary>
    public IReadOnlyList<Module> Blocks => [.. blocks];

    /// <summary>γ and β of every block that is run, for sentences; empty without FiLM.</summary>
    /// <param name="language">[B, L] mean embeddings of the sentences.</param>
    /// <returns>[B, D] each, in block order.</returns>
    public IReadOnlyList<(Tensor Gamma, Tensor Beta)> Modulate(Tensor language)
        => [.. blocks.Take(Config.ExecutedBlocks).OfType<FilmBlock>().Select(film => film.Modulation(language))];

    /// <summary>Looks at pictures.</summary>
    /// <param name="pixels">[B, 3, height, width], normalised for this tower.</param>
    /// <param name="modulation">[B, D] each: <see cref="Modulate"/> of each picture's sentence; needed with FiLM, ignored without.</param>
    /// <returns>[B, P, D] patch features of the second-to-last block, without its final norm.</returns>
    public override Tensor forward(Tensor pixels, IReadOnlyList<(Tensor Gamma, Tensor Beta)>? modulation)
    {
        var x = patches.call(patch_embed.call(pixels)) + pos_embed;                         // [B, P, D]
        var prefix = new List<Tensor>();
        if (cls_token is not null) prefix.Add(cls_token.expand(x.shape[0], -1, -1));
        if (reg_token is not null) prefix.Add(reg_token.expand(x.shape[0], -1, -1));
        if (prefix.Count > 0) x = cat([.. prefix.Select(part => part.to(x.dtype)), x], 1);   // [B, N, D]
        x = tokens.call(x);
        // Upstream: the output of block depth-2 is taken and block depth-1 runs for nothing.
        for (var i = 0; i < Config.ExecutedBlocks; i++)
        {
            if (blocks[i] is VisionBlock plain) x = Recomputes ? Checkpoint.Run(plain.call, x) : plain.call(x);
            else if (modulation is null) throw new ArgumentNullException(nameof(modulation), "FiLM is on: expected the sentence's γ and β for every block, got none.");
            else x = ((FilmBlock)blocks[i]).Run(x, modulation[i].Gamma, modulation[i].Beta, Recomputes);
        }
        return x.narrow(1, Config.PrefixTokens, Config.Patches);                            // [B, P, D]
    }
}
