using Oft.Contracts;
using Oft.Model.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Tests;

/// <summary>Models small enough to ask many questions, with loud weights from managed code.</summary>
internal static class Small
{
    public static BackboneConfig Backbone { get; } = new()
    {
        Dino = new() { Width = 16, Depth = 3, Heads = 2, MlpHidden = 32, ImageSize = 28, ClassToken = true, Registers = 4, LayerScale = true, TimmId = "small_reg4_dinov2" },
        Siglip = new() { Width = 24, Depth = 3, Heads = 2, MlpHidden = 40, ImageSize = 28, AttentionPool = true, TimmId = "small_siglip" },
        Language = new() { Width = 24, Layers = 2, Heads = 2, MlpHidden = 32, VocabularyRows = 384, PadId = 320 },
    };

    public static OftConfig Config(ActionHead head = ActionHead.L1Regression, bool film = false, bool proprio = true, int views = 2, int chunk = 3) => new()
    {
        Robot = new() { Name = "small", Views = [.. Enumerable.Range(0, views).Select(i => $"camera {i}")], ProprioWidth = 5, ActionWidth = 4, ChunkLength = chunk, ControlRateHz = 10 },
        Backbone = Backbone, Head = head, Film = film, Proprio = proprio, Lora = null, DiffusionTrainSteps = 10, DiffusionSteps = 10,
    };

    /// <summary>The five modes, as they are used.</summary>
    public static OftConfig Mode(ActionHead head) => head is ActionHead.Autoregressive ? Config(head, proprio: false, views: 1) : Config(head);

    public static OftModel SmallModel(OftConfig config, int seed = 1)
    {
        var model = new OftModel(config, new() { StartValues = false });
        Fill(model, seed);
        model.eval();
        return model;
    }

    /// <summary>Weights that are far from every neutral value.</summary>
    public static void Fill(nn.Module model, int seed)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            var isScale = name.Contains("norm") && name.EndsWith("weight") || name.EndsWith("scale_factor");
            var fan = parameter.dim() > 1 ? parameter.numel() / parameter.shape[0] : 16;
            var spread = name.Contains("embed_tokens") || name.EndsWith("_token") || name.EndsWith("pos_embed") || name.EndsWith("latent") ? 0.5 : 1 / Math.Sqrt(fan);
            parameter.copy_(Normal(parameter.shape, seed++) * spread + (isScale ? 1 : 0));
        }
    }

    public static ModelInputs SomeInputs(OftConfig config, params int[] promptLengths)
    {
        int[] lengths = promptLengths.Length == 0 ? [6] : promptLengths;
        var size = config.Backbone.ImageSize;
        var prompts = new PromptBatch(lengths.Select((length, row) => (IReadOnlyList<int>)[1, .. Enumerable.Range(0, length - 1).Select(i => 10 + (row * 37 + i * 11) % 300)]));
        return new(Normal([lengths.Length, 6 * config.Views, size, size], 100), prompts, config.Proprio ? Normal([lengths.Length, 5], 200) : null);
    }

    public static Tensor Normal(long[] shape, int seed)
        => tensor(Numbers.Normal((int)shape.Aggregate(1L, (a, b) => a * b), seed)).view(shape);

    public static float Difference(Tensor a, Tensor b)
    {
        Assert.Equal(a.shape, b.shape);
        return (a.to(ScalarType.Float32) - b.to(ScalarType.Float32)).abs().max().item<float>();
    }
}
