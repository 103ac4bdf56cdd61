using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Peers;

/// <summary>A transformer of two blocks [B, T, 16] to [B, T, 3]; two_blocks.py builds the same.</summary>
internal sealed class TwoBlocks : Module<Tensor, Tensor>
{
    private readonly ModuleList<Block> blocks = ModuleList(new Block(), new Block());
    private readonly LayerNorm norm = LayerNorm(Block.Width);
    private readonly Linear head = Linear(Block.Width, 3);

    public TwoBlocks() : base(nameof(TwoBlocks)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        foreach (var block in blocks) x = block.call(x);
        return head.call(norm.call(x));
    }

    internal sealed class Block : Module<Tensor, Tensor>
    {
        public const long Width = 16, Heads = 2;

        private readonly LayerNorm norm1 = LayerNorm(Width);
        private readonly Linear qkv = Linear(Width, 3 * Width);
        private readonly Linear proj = Linear(Width, Width);
        private readonly LayerNorm norm2 = LayerNorm(Width);
        private readonly Linear fc1 = Linear(Width, 4 * Width);
        private readonly Linear fc2 = Linear(4 * Width, Width);

        public Block() : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            var (batch, tokens) = (x.shape[0], x.shape[1]);
            var parts = qkv.call(norm1.call(x)).reshape(batch, tokens, 3, Heads, Width / Heads).permute(2, 0, 3, 1, 4).unbind(0);
            var pattern = (parts[0].matmul(parts[1].transpose(-2, -1)) * 0.25).softmax(-1);
            x = x + proj.call(pattern.matmul(parts[2]).transpose(1, 2).reshape(batch, tokens, Width));
            return x + fc2.call(functional.gelu(fc1.call(norm2.call(x))));
        }
    }
}
