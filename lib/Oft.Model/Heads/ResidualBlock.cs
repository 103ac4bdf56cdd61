using Oft.Model.Taps;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Heads;

/// <summary>One residual block of an action head.</summary>
/// <remarks>
/// <code>
/// x ← x + relu(linear(norm x))          the residual is the norm's input; the ReLU stands inside the branch
/// </code>
/// <para>Taps: <c>out</c> [B, K, L].</para>
/// <para>Upstream: prismatic/models/action_heads.py, MLPResNetBlock.</para>
/// </remarks>
public sealed class ResidualBlock : Module<Tensor, Tensor>
{
    private readonly TokenNorm norm;
    private readonly Linear linear;
    private readonly Tap @out = new();

    /// <summary>Makes the block.</summary>
    public ResidualBlock(int width, Placement placement) : base(nameof(ResidualBlock))
    {
        norm = new(width, 1e-5, placement);
        linear = placement.Linear(width, width);
        RegisterComponents();
    }

    /// <summary>Maps every step of the chunk by itself.</summary>
    /// <param name="x">[B, K, L]</param>
    /// <returns>[B, K, L]</returns>
    public override Tensor forward(Tensor x) => @out.call(x + functional.relu(linear.call(norm.call(x))));
}
