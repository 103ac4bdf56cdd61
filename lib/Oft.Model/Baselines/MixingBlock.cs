using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Baselines;

/// <summary>One pre-norm transformer block of a baseline, with or without a memory to look at.</summary>
/// <remarks>
/// <code>
/// x ← x + attention(norm x, norm x)
/// x ← x + attention(norm x, memory)        where there is a memory
/// x ← x + feedforward(norm x)
/// </code>
/// Shapes: B samples, N tokens, M memory tokens, W width.
/// </remarks>
public sealed class MixingBlock : Module<Tensor, Tensor?, Tensor>
{
    private readonly TokenNorm norm1;
    private readonly MixingAttention self;
    private readonly TokenNorm? norm2;
    private readonly MixingAttention? cross;
    private readonly TokenNorm norm3;
    private readonly Linear fc1;
    private readonly Linear fc2;

    /// <summary>Makes the block.</summary>
    /// <param name="width">W</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="memory">Whether it looks at a memory.</param>
    /// <param name="placement">Where its weights live.</param>
    public MixingBlock(int width, int heads, bool memory, Placement placement) : base(nameof(MixingBlock))
    {
        norm1 = new(width, 1e-5, placement);
        self = new(width, heads, placement);
        norm2 = memory ? new(width, 1e-5, placement) : null;
        cross = memory ? new(width, heads, placement) : null;
        norm3 = new(width, 1e-5, placement);
        fc1 = placement.Linear(width, 4 * width);
        fc2 = placement.Linear(4 * width, width);
        RegisterComponents();
    }

    /// <summary>Runs the block.</summary>
    /// <param name="x">[B, N, W]</param>
    /// <param name="memory">[B, M, W]; null for a block without one.</param>
    /// <returns>[B, N, W]</returns>
    public override Tensor forward(Tensor x, Tensor? memory)
    {
        using var scope = NewDisposeScope();
        var normal = norm1.call(x);
        x = x + self.call(normal, normal);
        if (cross is not null) x = x + cross.call(norm2!.call(x), memory ?? throw new ArgumentNullException(nameof(memory), "this block looks at a memory: expected [B, M, W], got none."));
        return (x + fc2.call(functional.gelu(fc1.call(norm3.call(x))))).MoveToOuterDisposeScope();
    }
}
