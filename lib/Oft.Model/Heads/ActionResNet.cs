using Oft.Model.Taps;
using Oft.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Heads;

/// <summary>Reads the hidden states of one time step, side by side, and says one action: L1 regression's head and diffusion's noise predictor alike.</summary>
/// <remarks>
/// <code>
/// x = relu(fc1(norm(A states side by side)))        A·L → L
/// x = two residual blocks
/// y = fc2(norm x)                                   L → A, no activation, no clipping
/// </code>
/// <para>Shapes: B samples, K chunk length, A action width, L language width.</para>
/// <para>Taps: <c>first_norm</c> [B, K, A·L], <c>first</c> [B, K, L] before its ReLU, <c>last_norm</c> [B, K, L], <c>out</c> [B, K, A].</para>
/// <para>Upstream: prismatic/models/action_heads.py, MLPResNet.</para>
/// </remarks>
public sealed class ActionResNet : Module<Tensor, Tensor>
{
    private readonly TokenNorm layer_norm1;
    private readonly Linear fc1;
    private readonly ModuleList<ResidualBlock> blocks;
    private readonly TokenNorm layer_norm2;
    private readonly Linear fc2;
    private readonly Tap first_norm = new();
    private readonly Tap first = new();
    private readonly Tap last_norm = new();
    private readonly Tap @out = new();
    private readonly int actionWidth;

    /// <summary>Makes the head.</summary>
    /// <param name="languageWidth">L</param>
    /// <param name="actionWidth">A</param>
    /// <param name="placement">Where its weights live.</param>
    public ActionResNet(int languageWidth, int actionWidth, Placement placement) : base(nameof(ActionResNet))
    {
        this.actionWidth = actionWidth;
        layer_norm1 = new((long)languageWidth * actionWidth, 1e-5, placement);
        fc1 = placement.Linear((long)languageWidth * actionWidth, languageWidth);
        blocks = nn.ModuleList(new ResidualBlock(languageWidth, placement), new ResidualBlock(languageWidth, placement));
        layer_norm2 = new(languageWidth, 1e-5, placement);
        fc2 = placement.Linear(languageWidth, actionWidth);
        RegisterComponents();
    }

    /// <summary>One action, or one action's noise, per time step.</summary>
    /// <param name="reads">[B, K·A, L] hidden states at the action reads, step after step.</param>
    /// <returns>[B, K, A]</returns>
    /// <exception cref="ShapeException">The number of reads is not a multiple of the action width.</exception>
    public override Tensor forward(Tensor reads)
    {
        var steps = reads.shape[1] / actionWidth;
        reads.Expect([reads.shape[0], steps * actionWidth, fc1.weight.shape[0]], "An action head reads one hidden state per number of the chunk.");

        var x = first_norm.call(layer_norm1.call(reads.reshape(reads.shape[0], steps, -1)));    // [B, K, A·L]
        x = functional.relu(first.call(fc1.call(x)));                                          // [B, K, L]
        foreach (var block in blocks) x = block.call(x);
        return @out.call(fc2.call(last_norm.call(layer_norm2.call(x))));                       // [B, K, A]
    }
}
