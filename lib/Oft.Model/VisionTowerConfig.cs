namespace Oft.Model;

/// <summary>The sizes of one vision transformer, as timm describes it.</summary>
public sealed record VisionTowerConfig
{
    /// <summary>D, features per token.</summary>
    public required int Width { get; init; }

    /// <summary>Blocks in the weights; one fewer is run, because the features come from the second-to-last.</summary>
    public required int Depth { get; init; }

    /// <summary>H, attention heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Hidden width of each feed-forward.</summary>
    public required int MlpHidden { get; init; }

    /// <summary>Pixels along a patch's side.</summary>
    public int PatchSize { get; init; } = 14;

    /// <summary>Pixels along a picture's side.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>A class token stands before the patches.</summary>
    public bool ClassToken { get; init; }

    /// <summary>Register tokens between class token and patches.</summary>
    public int Registers { get; init; }

    /// <summary>Both branches of a block are scaled by a learned vector.</summary>
    public bool LayerScale { get; init; }

    /// <summary>The weights carry an attention pool, which this model never runs.</summary>
    public bool AttentionPool { get; init; }

    /// <summary>The architecture's name in <c>timm_model_ids</c>.</summary>
    public string TimmId { get; init; } = "";

    /// <summary>P, patches of one picture.</summary>
    public int Patches => ImageSize / PatchSize * (ImageSize / PatchSize);

    /// <summary>Tokens before the first patch.</summary>
    public int PrefixTokens => (ClassToken ? 1 : 0) + Registers;

    /// <summary>Blocks that are run.</summary>
    public int ExecutedBlocks => Depth - 1;

    /// <summary>DINOv2 ViT-L/14 with four registers.</summary>
    public static VisionTowerConfig DinoV2Large { get; } = new()
    {
        Width = 1024, Depth = 24, Heads = 16, MlpHidden = 4096, ClassToken = true, Registers = 4, LayerScale = true,
        TimmId = "vit_large_patch14_reg4_dinov2.lvd142m",
    };

    /// <summary>SigLIP ViT-So400m/14.</summary>
    public static VisionTowerConfig SiglipSo400m { get; } = new()
    {
        Width = 1152, Depth = 27, Heads = 16, MlpHidden = 4304, AttentionPool = true, TimmId = "vit_so400m_patch14_siglip_224",
    };

    /// <summary>Refuses sizes that cannot be.</summary>
    /// <exception cref="ArgumentException">A width that its heads do not divide, a picture that patches do not fill, a tower without a block to read.</exception>
    public VisionTowerConfig Checked()
    {
        if (Width <= 0 || Heads <= 0 || Width % Heads != 0)
            throw new ArgumentException($"vision tower: expected a width divisible by its heads, got width {Width} and {Heads} heads.");
        if (PatchSize <= 0 || ImageSize <= 0 || ImageSize % PatchSize != 0)
            throw new ArgumentException($"vision tower: expected a picture filled by whole patches, got {ImageSize} pixels and patches of {PatchSize}.");
        if (Depth < 2)
            throw new ArgumentException($"vision tower: expected at least 2 blocks, got {Depth}; the features come from the second-to-last.");
        if (MlpHidden <= 0 || Registers < 0)
            throw new ArgumentException($"vision tower: expected a positive feed-forward width and no negative registers, got {MlpHidden} and {Registers}.");
        return this;
    }
}
