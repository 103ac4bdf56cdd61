using Oft.Model.Adapters;
using Oft.Model.Taps;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Vision;

/// <summary>Carries patch features into the language model's space.</summary>
/// <remarks>
/// <para>Taps: <c>first</c>, <c>second</c> before their activations, <c>out</c> [B, V·P, L].</para>
/// <para>Upstream: prismatic/extern/hf/modeling_prismatic.py, PrismaticProjector (fused).</para>
/// </remarks>
public sealed class Projector : Module<Tensor, Tensor>
{
    private readonly AdaptableLinear fc1;
    private readonly AdaptableLinear fc2;
    private readonly AdaptableLinear fc3;
    private readonly Tap first = new();
    private readonly Tap second = new();
    private readonly Tap @out = new();

    /// <summary>Makes the projector: widths D → 4·D → L → L.</summary>
    public Projector(int visionWidth, int languageWidth, Placement placement) : base(nameof(Projector))
    {
        fc1 = new(visionWidth, 4 * visionWidth, hasBias: true, placement);
        fc2 = new(4 * visionWidth, languageWidth, hasBias: true, placement);
        fc3 = new(languageWidth, languageWidth, hasBias: true, placement);
        RegisterComponents();
    }

    /// <summary>Projects patches.</summary>
    /// <param name="patches">[B, V·P, D]</param>
    /// <returns>[B, V·P, L]</returns>
    public override Tensor forward(Tensor patches)
    {
        using var scope = NewDisposeScope();
        var x = functional.gelu(first.call(fc1.call(patches)));     // [B, V·P, 4·D]
        x = functional.gelu(second.call(fc2.call(x)));              // [B, V·P, L]
        return @out.call(fc3.call(x)).MoveToOuterDisposeScope();                              // [B, V·P, L]
    }
}
