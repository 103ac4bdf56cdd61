using Oft.Model.Taps;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Heads;

/// <summary>Carries numbers into the language model's space: the robot's own state as one token, or every noisy number of a chunk as its own.</summary>
/// <remarks>
/// <para>Shapes: B samples, N tokens, S numbers per token, L language width.</para>
/// <para>Taps: <c>out</c> [B, N, L].</para>
/// <para>Upstream: prismatic/models/projectors.py, ProprioProjector and NoisyActionProjector.</para>
/// </remarks>
public sealed class TokenProjector : Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;
    private readonly Tap @out = new();

    /// <summary>Makes the projector.</summary>
    /// <param name="numbers">S, numbers per token.</param>
    /// <param name="languageWidth">L</param>
    /// <param name="placement">Where its weights live.</param>
    public TokenProjector(int numbers, int languageWidth, Placement placement) : base(nameof(TokenProjector))
    {
        fc1 = placement.Linear(numbers, languageWidth);
        fc2 = placement.Linear(languageWidth, languageWidth);
        RegisterComponents();
    }

    /// <summary>Projects numbers.</summary>
    /// <param name="numbers">[B, N, S] in [-1, 1] or noise.</param>
    /// <returns>[B, N, L]</returns>
    public override Tensor forward(Tensor numbers) => @out.call(fc2.call(functional.gelu(fc1.call(numbers))));
}
