using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Lab.Benches.Engine;

/// <summary>A plain transformer block, [B, T, D] to [B, T, D]; engine_bench.py has the same.</summary>
internal sealed class BenchBlock : Module<Tensor, Tensor>
{
    private readonly long width;
    private readonly long heads;
    private readonly LayerNorm norm1;
    private readonly LayerNorm norm2;
    private readonly Linear qkv;
    private readonly Linear proj;
    private readonly Linear fc1;
    private readonly Linear fc2;

    public BenchBlock(long width, long heads) : base(nameof(BenchBlock))
    {
        (this.width, this.heads) = (width, heads);
        (norm1, norm2) = (LayerNorm(width), LayerNorm(width));
        (qkv, proj) = (Linear(width, 3 * width), Linear(width, width));
        (fc1, fc2) = (Linear(width, 4 * width), Linear(4 * width, width));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        // What the graph does not keep is let go here, as Python lets go of a function's locals.
        using var scope = NewDisposeScope();
        var shape = x.shape;
        var (batch, length) = (shape[0], shape[1]);
        var parts = qkv.call(norm1.call(x)).view(batch, length, 3, heads, width / heads).permute(2, 0, 3, 1, 4).unbind(0);
        var pattern = (parts[0].matmul(parts[1].transpose(-2, -1)) * Math.Pow(width / heads, -0.5)).softmax(-1);     // [B, H, T, T]
        x = x + proj.call(pattern.matmul(parts[2]).transpose(1, 2).reshape(batch, length, width));
        return (x + fc2.call(functional.gelu(fc1.call(norm2.call(x))))).MoveToOuterDisposeScope();
    }
}
