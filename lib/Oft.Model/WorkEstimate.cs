using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model;

/// <summary>How much one chunk computes and reads: what a roofline turns into the least time it can take.</summary>
/// <remarks>
/// <code>
/// linear layer        2 · tokens · inputs · outputs operations, its weights read once a pass
/// attention           4 · tokens² · width operations
/// </code>
/// Norms, activations and additions are left out: they are small beside these.
/// </remarks>
/// <param name="Operations">Multiplications and additions.</param>
/// <param name="WeightReads">Numbers of weights read, each pass anew.</param>
public sealed record WorkEstimate(double Operations, double WeightReads)
{
    /// <summary>The work of one chunk of a policy, all shortcuts but that of the last layer taken.</summary>
    /// <param name="config">What it is made of.</param>
    /// <param name="promptTokens">Tokens of the sentence, start token included; 35 is a usual LIBERO task's.</param>
    public static WorkEstimate Of(OftConfig config, int promptTokens = 35)
    {
        var (backbone, language, views) = (config.Backbone, config.Backbone.Language, config.Views);
        double width = language.Width, seen = views * backbone.Patches;
        var eyes = Tower(backbone.Dino, views) + Tower(backbone.Siglip, views);
        var projected = Linear(seen, (double)backbone.VisionWidth * 4 * backbone.VisionWidth + 4 * backbone.VisionWidth * width + width * width);
        var length = (double)config.Layout(promptTokens).Length;
        var said = Linear(config.ActionSlots, width * language.VocabularyRows);
        var read = config.Head is ActionHead.L1Regression or ActionHead.Diffusion
            ? Linear(config.ChunkLength, config.Robot.ActionWidth * width * width + 2 * width * width + width * config.Robot.ActionWidth)
            : said;
        if (config.Head is ActionHead.Autoregressive)
        {
            // The prompt in one pass, then one token after another, each beside all before it.
            var prefill = Layers(language, 1 + seen + promptTokens - 1);
            var token = Linear(1, width * language.VocabularyRows) + Layers(language, 1);
            return eyes + projected + prefill + token * config.Robot.ActionWidth;
        }
        var passes = config.Head is ActionHead.Diffusion ? config.DiffusionSteps : 1;
        return eyes + projected + (Layers(language, length) + read) * passes;
    }

    /// <summary>Bytes of weights that are read.</summary>
    public double Bytes(ScalarType type) => WeightReads * (type is ScalarType.BFloat16 or ScalarType.Float16 ? 2 : 4);

    /// <summary>Both together.</summary>
    public static WorkEstimate operator +(WorkEstimate a, WorkEstimate b) => new(a.Operations + b.Operations, a.WeightReads + b.WeightReads);

    /// <summary>The same work several times.</summary>
    public static WorkEstimate operator *(WorkEstimate work, double times) => new(work.Operations * times, work.WeightReads * times);

    private static WorkEstimate Linear(double tokens, double weights) => new(2 * tokens * weights, weights);

    private static WorkEstimate Layers(LanguageConfig language, double length)
    {
        double width = language.Width;
        return Linear(length, language.Layers * (4 * width * width + 3 * width * language.MlpHidden)) + new WorkEstimate(language.Layers * 4 * length * length * width, 0);
    }

    private static WorkEstimate Tower(VisionTowerConfig tower, double views)
    {
        double width = tower.Width, tokens = tower.PrefixTokens + tower.Patches;
        return Linear(views * tokens, tower.ExecutedBlocks * (4 * width * width + 2 * width * tower.MlpHidden))
            + Linear(views * tower.Patches, 3.0 * tower.PatchSize * tower.PatchSize * width)
            + new WorkEstimate(views * tower.ExecutedBlocks * 4 * tokens * tokens * width, 0);
    }
}
