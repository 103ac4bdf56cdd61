using Oft.Model.Taps;
using Oft.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Vision;

/// <summary>A vision block whose tokens are scaled and shifted by what the task sentence says.</summary>
/// <remarks>
/// <code>
/// x ← x + attention(norm(x))
/// x ← (1 + γ) · x + β            γ and β are linear in the mean language embedding
/// x ← x + mlp(norm(x))
/// </code>
/// All tokens of a picture share one γ and one β, class token and registers too: the sentence chooses channels, never places.
/// <para>Shapes: B pictures, N tokens, D vision width, L language width.</para>
/// <para>Taps: <c>film_gamma</c> [B, D], <c>film_beta</c> [B, D].</para>
/// <para>Upstream: prismatic/models/film_vit_wrapper.py, FiLMedVisionTransformerBlock.</para>
/// </remarks>
public sealed class FilmBlock : Module<Tensor, Tensor, Tensor>
{
    // RegisterComponents takes a field's name as the weight's, so these are spelled as the checkpoint spells them.
    private readonly VisionBlock block;
    private readonly Linear scale;
    private readonly Linear shift;
    private readonly Tap film_gamma = new();
    private readonly Tap film_beta = new();

    /// <summary>Wraps a pretrained block, which keeps its weights.</summary>
    public FilmBlock(VisionBlock block, long languageWidth) : this(block, languageWidth, Placement.Default)
    {
    }

    /// <summary>Wraps a pretrained block, which keeps its weights.</summary>
    public FilmBlock(VisionBlock block, long languageWidth, Placement placement) : base(nameof(FilmBlock))
    {
        this.block = block;
        scale = placement.Linear(languageWidth, block.Width);
        shift = placement.Linear(languageWidth, block.Width);
        RegisterComponents();
    }

    /// <summary>Runs the block, modulating between attention and feed-forward.</summary>
    /// <param name="tokens">[B, N, D] tokens of a picture.</param>
    /// <param name="language">[B, L] mean embedding of the task sentence.</param>
    /// <returns>[B, N, D]</returns>
    /// <exception cref="ShapeException">The language embedding has another batch size or width.</exception>
    public override Tensor forward(Tensor tokens, Tensor language)
    {
        language.Expect([tokens.shape[0], scale.weight.shape[1]], "FiLM takes one mean embedding per sample.");

        var (gamma, beta) = Modulation(language);                // [B, D] each
        return Run(tokens, gamma, beta);
    }

    /// <summary>γ and β for sentences.</summary>
    /// <param name="language">[B, L]</param>
    /// <returns>[B, D] each.</returns>
    public (Tensor Gamma, Tensor Beta) Modulation(Tensor language) => (scale.call(language), shift.call(language));

    /// <summary>Runs the block with γ and β that are known already.</summary>
    /// <param name="tokens">[B, N, D]</param>
    /// <param name="gamma">[B, D]</param>
    /// <param name="beta">[B, D]</param>
    /// <param name="recomputes">Both halves are computed again in backward; γ and β are remembered, as their graph reaches beyond the block.</param>
    /// <returns>[B, N, D]</returns>
    public Tensor Run(Tensor tokens, Tensor gamma, Tensor beta, bool recomputes = false)
    {
        (gamma, beta) = (film_gamma.call(gamma), film_beta.call(beta));
        var x = recomputes ? Checkpoint.Run(block.AttentionHalf, tokens) : block.AttentionHalf(tokens);    // [B, N, D], residual included
        x = x * (1 + gamma.unsqueeze(1)) + beta.unsqueeze(1);    // [B, 1, D] spreads over N
        return recomputes ? Checkpoint.Run(block.FeedForwardHalf, x) : block.FeedForwardHalf(x);           // [B, N, D]
    }

    /// <summary>Sets γ and β to zero for every sentence: the block starts as the plain block.</summary>
    public void Neutralize()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var parameter in scale.parameters().Concat(shift.parameters()))
            parameter.zero_();
    }
}
