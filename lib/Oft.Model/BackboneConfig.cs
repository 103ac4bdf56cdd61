namespace Oft.Model;

/// <summary>The sizes of the pretrained part: two towers that see, one model that reads.</summary>
public sealed record BackboneConfig
{
    /// <summary>The first tower: DINOv2.</summary>
    public required VisionTowerConfig Dino { get; init; }

    /// <summary>The second tower: SigLIP.</summary>
    public required VisionTowerConfig Siglip { get; init; }

    /// <summary>The language model.</summary>
    public required LanguageConfig Language { get; init; }

    /// <summary>Width of both towers side by side.</summary>
    public int VisionWidth => Dino.Width + Siglip.Width;

    /// <summary>P, patches of one view.</summary>
    public int Patches => Dino.Patches;

    /// <summary>Pixels along a view's side.</summary>
    public int ImageSize => Dino.ImageSize;

    /// <summary>The published OpenVLA: DINOv2-L, SigLIP-So400m, Llama-2-7B.</summary>
    public static BackboneConfig OpenVla7B { get; } = new()
    {
        Dino = VisionTowerConfig.DinoV2Large, Siglip = VisionTowerConfig.SiglipSo400m, Language = LanguageConfig.Llama2,
    };

    /// <summary>The same classes, small enough for two CPU cores: 84-pixel views, three executed blocks a tower, four language layers.</summary>
    /// <remarks>The vocabulary is the bundled small tokenizer's: 1024 ids and one block of 64 padding rows.</remarks>
    public static BackboneConfig Tiny { get; } = new()
    {
        Dino = new() { Width = 96, Depth = 4, Heads = 3, MlpHidden = 384, ImageSize = 84, ClassToken = true, Registers = 4, LayerScale = true, TimmId = "oft_tiny_patch14_reg4_dinov2" },
        Siglip = new() { Width = 96, Depth = 4, Heads = 3, MlpHidden = 384, ImageSize = 84, TimmId = "oft_tiny_patch14_siglip" },
        Language = new() { Width = 128, Layers = 4, Heads = 4, MlpHidden = 320, VocabularyRows = 1088, PadId = 1024, EmbeddingDeviation = 0.5 },
    };

    /// <summary>Refuses sizes that cannot be.</summary>
    /// <exception cref="ArgumentException">A part refuses, or the towers see different patches.</exception>
    public BackboneConfig Checked()
    {
        Dino.Checked();
        Siglip.Checked();
        Language.Checked();
        if (Dino.Patches != Siglip.Patches || Dino.ImageSize != Siglip.ImageSize)
            throw new ArgumentException($"towers: expected the same patches from both, got {Dino.Patches} of {Dino.ImageSize} pixels and {Siglip.Patches} of {Siglip.ImageSize} pixels.");
        return this;
    }
}
