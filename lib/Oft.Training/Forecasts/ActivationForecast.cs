using Oft.Model;
using Oft.Model.Adapters;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Training.Forecasts;

/// <summary>What a forward pass leaves in memory for its backward, counted tensor by tensor from the sizes alone.</summary>
/// <remarks>
/// <code>
/// language block    residuals 2·D, norms 4·D, queries keys values 3·D, mixed heads D, feed-forward 4·hidden, pattern H·T      per token
/// tower block       residuals 2·D, norms 2·D, queries keys values 3·D, mixed heads D, layer scale 2·D, FiLM D, feed-forward 2·hidden, pattern H·N
/// last block        queries, mixed heads, feed-forward of the tokens that are read alone
/// adapter           R per adapted layer
/// recomputed        the block's input alone, and once the largest block in full, with 18·D per token that pass through it
/// </code>
/// With frozen weights a norm keeps less, because only trained weights need what they were multiplied with. Under autocast every product
/// keeps a half-sized copy of its input, and its output is half-sized.
/// <para>Shapes: B samples, T positions, N tokens of a picture, D width, H heads, R rank.</para>
/// </remarks>
public sealed class ActivationForecast
{
    // Inside a block that is computed again, until it ends, in widths per token: queries and keys before and while they are turned (11), values and
    // heads before they are laid out anew (2), squares under both norms (2), both branches before they are added, and the sum (3).
    private const double Passing = 18;
    private readonly OftConfig config;
    private readonly bool recomputes;
    private readonly bool frozen;
    private readonly int rank;
    private readonly double full;
    private readonly double product;

    /// <summary>Prepares to count.</summary>
    /// <param name="config">What the model is made of.</param>
    /// <param name="weights">Precision of the weights.</param>
    /// <param name="compute">What matrix products are computed in.</param>
    /// <param name="recomputes">Blocks are computed again in backward.</param>
    public ActivationForecast(OftConfig config, ScalarType weights, ScalarType compute, bool recomputes)
    {
        (this.config, this.recomputes, frozen, rank) = (config, recomputes, config.Lora is not null, config.Lora?.Rank ?? 0);
        (full, product) = (Size(weights), Math.Min(Size(weights), Size(compute)));
    }

    private bool IsCast => product < full;

    /// <summary>Bytes for a batch.</summary>
    /// <param name="samples">B.</param>
    /// <param name="promptTokens">Tokens of the longest prompt.</param>
    public long Bytes(int samples, int promptTokens)
    {
        var backbone = config.Backbone;
        double positions = config.Layout(promptTokens).Length, pictures = (double)samples * config.Views;
        // The last layer computes only what is read, unless actions are said one after the other.
        var read = config.Head switch { ActionHead.Autoregressive => positions, ActionHead.ParallelStep or ActionHead.ParallelChunk => config.ActionSlots + 1, _ => config.ActionSlots };
        var input = samples * positions * backbone.Language.Width * full;
        var blocks = new List<(double Whole, double Input, int Count)> { (LanguageBlock(samples, positions, positions), input, backbone.Language.Layers - 1), (LanguageBlock(samples, positions, read), input, 1) };
        foreach (var tower in new[] { backbone.Dino, backbone.Siglip })
        {
            var tokens = (double)tower.PrefixTokens + tower.Patches;
            blocks.Add((TowerBlock(tower, pictures, tokens), pictures * tokens * tower.Width * full, tower.ExecutedBlocks));
        }
        var stacked = recomputes ? blocks.Sum(block => block.Input * block.Count) + blocks.Max(block => block.Whole + Passing * block.Input) : blocks.Sum(block => block.Whole * block.Count);
        return (long)(stacked + Edges(samples, positions, pictures));
    }

    // Residual stream before each norm; what a norm divides and, where its weight is trained, the quotient; inputs of products.
    // Keys and values come from all positions, everything else from those that are read.
    private double LanguageBlock(double samples, double positions, double read)
    {
        var language = config.Backbone.Language;
        double width = language.Width, hidden = language.MlpHidden;
        var norm = (frozen ? 1 : 2) * width * full;
        var ofAll = norm + (IsCast ? 2 * width * product : width * full) + 2 * width * product + 2 * rank * product;
        var ofRead = norm + (IsCast ? 4 * width * product + hidden * product : width * full + hidden * full) + width * product + 3 * hidden * product + 5 * rank * product;
        return samples * (positions * ofAll + read * ofRead + language.Heads * read * positions * product);
    }

    private double TowerBlock(VisionTowerConfig tower, double pictures, double tokens)
    {
        double width = tower.Width, hidden = tower.MlpHidden;
        var residuals = 2 * width * full;
        var inputs = (IsCast ? 3 * width * product : 2 * width * full + width * full) + hidden * product;
        var heads = 3 * width * product;
        var scales = (tower.LayerScale ? 2 * width * product : 0) + (config.Film ? width * full : 0);
        return pictures * (tokens * (residuals + inputs + heads + scales + hidden * product + 4 * rank * product) + tower.Heads * tokens * tokens * product);
    }

    // Pixels, projector, embeddings, head: once per pass.
    private double Edges(double samples, double positions, double pictures)
    {
        var backbone = config.Backbone;
        double seen = backbone.VisionWidth, width = backbone.Language.Width, patches = pictures * backbone.Patches;
        var pixels = pictures * 6 * backbone.ImageSize * backbone.ImageSize * full;
        var projector = patches * ((seen + 2 * 4 * seen + 3 * width) * product + (IsCast ? seen * full : 0));
        // The forward pass holds its own pictures' tokens and the pieces of the sequence until the step ends: positions added, prefix put before, words, slots emptied, pieces joined.
        var tokens = pictures * full * new[] { backbone.Dino, backbone.Siglip }.Sum(tower => 3.0 * (tower.PrefixTokens + tower.Patches) * tower.Width);
        var sequence = samples * positions * width * full;
        var reads = samples * config.ActionSlots * width * full;
        var head = config.Head is ActionHead.L1Regression or ActionHead.Diffusion ? 3 * reads : samples * (config.ActionSlots + 1.0) * backbone.Language.VocabularyRows * 4 * 2;
        return pixels + tokens + projector + 5 * sequence + reads + head;
    }

    private static double Size(ScalarType type) => type switch { ScalarType.Float32 => 4, ScalarType.Float64 => 8, _ => 2 };
}
