using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Lab.Benches.Engine;

/// <summary>What is timed; engine_bench.py has the same list, with the same shapes.</summary>
internal static class EngineCases
{
    /// <summary>Single operators, small (what a call costs) and middle-sized (what the kernel costs).</summary>
    public static IReadOnlyList<EngineCase> Operators()
    {
        manual_seed(1);
        var (one, other) = (randn(1), randn(1));
        var (small, mid) = (randn(8, 8), randn(256, 1024));
        var square = randn(256, 256);
        var (tokens, wide, hidden) = (randn(197, 256), randn(1024, 256), randn(197, 1024));
        var (bias, narrow) = (randn(1024), randn(8));
        var scores = randn(4, 197, 197);
        var (pixels, patch, patchBias) = (randn(4, 3, 56, 56), randn(64, 3, 14, 14), randn(64));
        var (icon, window, windowBias) = (randn(1, 3, 8, 8), randn(4, 3, 3, 3), randn(4));
        var (table, few, many) = (randn(1000, 64), tensor([3L, 7L]), arange(512));
        var (q1, q2) = (randn(1, 1, 4, 8), randn(2, 4, 197, 64));
        var (line, scale, shift) = (randn(8, 32), randn(32), randn(32));
        var (scale256, shift256) = (randn(256), randn(256));
        var (counter, block) = (ones(1), ones(256, 1024));
        var weight = randn(8, 8).requires_grad_();
        var turned = tokens.t();
        var rows = Embedding_from_pretrained(table);

        return
        [
            Case("add, 1 number", () => add(one, other)),
            Case("add, 262,144 numbers", () => add(mid, mid)),
            Case("mul, 1 number", () => one * other),
            Case("mul, 262,144 numbers", () => mid * mid),
            Case("matmul, 8 x 8", () => small.matmul(small)),
            Case("matmul, 256 x 256", () => square.matmul(square)),
            Case("matmul, 8 x 8, in the graph", () => small.matmul(weight), track: true),
            Case("linear, 8 x 8", () => functional.linear(small, small, narrow)),
            Case("linear, 197 x 256 to 1024", () => functional.linear(tokens, wide, bias)),
            Case("softmax, 8 x 8", () => small.softmax(-1)),
            Case("softmax, 4 x 197 x 197", () => scores.softmax(-1)),
            Case("layer_norm, 8 x 32", () => functional.layer_norm(line, [32], scale, shift)),
            Case("layer_norm, 197 x 256", () => functional.layer_norm(tokens, [256], scale256, shift256)),
            Case("gelu, 64 numbers", () => functional.gelu(small)),
            Case("gelu, 197 x 1024", () => functional.gelu(hidden)),
            Case("view", () => small.view(4, 16)),
            Case("transpose", () => small.transpose(0, 1)),
            Case("permute", () => scores.permute(2, 0, 1)),
            Case("reshape", () => small.reshape(4, 16)),
            Case("reshape that copies, 197 x 256", () => turned.reshape(197, 256)),
            Case("cat, 2 of 8 x 8", () => cat([small, small], 0)),
            Case("cat, 2 of 256 x 1024", () => cat([mid, mid], 0)),
            Case("stack, 2 of 8 x 8", () => stack([small, small])),
            Case("index by number", () => small[3]),
            Case("slice", () => small[.., 2..6]),
            Case("index by tensor", () => table[few]),
            Case("sum, 64 numbers", () => small.sum()),
            Case("sum, 262,144 numbers", () => mid.sum()),
            Case("mean over one dimension, 8 x 8", () => small.mean([-1])),
            Case("mean over one dimension, 256 x 1024", () => mid.mean([-1])),
            Case("tensor + 1.0, 1 number", () => one + 1.0),
            Case("tensor + 1.0, 262,144 numbers", () => mid + 1.0),
            new("mul_ by a number, 1 number", () => counter.mul_(1.0)),
            new("mul_ by a number, 262,144 numbers", () => block.mul_(1.0)),
            Case("conv2d, 8 x 8", () => functional.conv2d(icon, window, windowBias)),
            Case("conv2d, patches of 4 x 56 x 56", () => functional.conv2d(pixels, patch, patchBias, [14, 14])),
            Case("embedding, 2 rows", () => rows.call(few)),
            Case("embedding, 512 rows", () => rows.call(many)),
            Case("attention, 4 tokens", () => functional.scaled_dot_product_attention(q1, q1, q1)),
            Case("attention, 2 x 4 x 197 tokens", () => functional.scaled_dot_product_attention(q2, q2, q2)),
            Case("randn, 1 number", () => randn(1)),
            Case("randn, 65,536 numbers", () => randn(256, 256)),
            new("item", () => one.item<float>()),
            Case("to bfloat16, 64 numbers", () => small.to(bfloat16)),
            new("backward through matmul and sum", () =>
            {
                using var product = small.matmul(weight);
                using var total = product.sum();
                total.backward();
            }, track: true),
        ];
    }

    /// <summary>Forward, backward and AdamW: mostly the cost of calls, and mostly kernels.</summary>
    public static IReadOnlyList<EngineCase> TrainingSteps() =>
    [
        Training("training step, 26 k parameters", layers: 2, width: 32, heads: 4, length: 16, batch: 8),
        Training("training step, 0.8 M parameters", layers: 4, width: 128, heads: 4, length: 50, batch: 4),
    ];

    private static EngineCase Case(string name, Func<Tensor> compute, bool track = false) => new(name, () => compute().Dispose(), track);

    private static EngineCase Training(string name, int layers, long width, long heads, long length, long batch)
    {
        var model = Sequential([.. Enumerable.Range(0, layers).Select(_ => new BenchBlock(width, heads)), LayerNorm(width), Linear(width, 7)]);
        var optimizer = optim.AdamW(model.parameters(), lr: 1e-4, weight_decay: 0.01);
        var (x, target) = (randn(batch, length, width), randn(batch, length, 7));
        return new(name, () =>
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            functional.l1_loss(model.call(x), target).backward();
            optimizer.step();
        }, track: true);
    }
}
