using System.Text.Json.Nodes;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Lab.Proofs;

/// <summary>Trains a small transformer for ten thousand steps and watches the process's memory.</summary>
/// <remarks>
/// Every step runs in a scope of its own, as all the house's training does. After a warm-up in which allocators and the garbage
/// collector find their size, the largest resident set of the last tenth may exceed that of the first tenth after it by at most
/// <see cref="AllowedGrowth"/>: one lost float per step would be invisible, one lost activation (8 KB here) would be 80 MB.
/// </remarks>
public sealed class EngineMemoryProof : IProof
{
    private const long FullSteps = 10_000;
    private const double AllowedGrowth = 0.05;

    /// <inheritdoc/>
    public string Name => "engine-memory";

    /// <inheritdoc/>
    public string Claim => "Ten thousand training steps leave memory flat after warm-up, and no tensor behind.";

    /// <inheritdoc/>
    public ProofResult Run(ProofContext context)
    {
        var steps = context.Size ?? FullSteps;
        var warm = steps / 5;
        var every = Math.Max(1, steps / 100);
        var threads = get_num_threads();
        set_num_threads(1);        // steps this small are not worth sharing, and memory is what is asked
        try { return Train(steps, warm, every, context); }
        finally { set_num_threads(threads); }
    }

    private static ProofResult Train(long steps, long warm, long every, ProofContext context)
    {
        manual_seed(1);
        using var model = Sequential(Linear(32, 32), new TransformerPart(32), new TransformerPart(32), LayerNorm(32), Linear(32, 7));
        using var optimizer = optim.AdamW(model.parameters(), lr: 1e-3, weight_decay: 0.01);
        Step(model, optimizer);    // the optimiser makes its state in the first step
        var alive = Alive;
        var samples = new List<(long Step, double Megabytes)>();
        for (long step = 1; step <= steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Step(model, optimizer);
            if (step % every != 0) continue;
            samples.Add((step, Environment.WorkingSet / (double)(1 << 20)));
            if (step % (10 * every) == 0) context.Say($"step {step} of {steps}: {samples[^1].Megabytes:0.0} MB, {Alive - alive} tensors more than at the start");
        }

        var settled = samples.Where(sample => sample.Step > warm).Select(sample => sample.Megabytes).ToArray();
        var tenth = Math.Max(1, settled.Length / 10);
        var (first, last) = (settled[..tenth].Max(), settled[^tenth..].Max());
        var left = Alive - alive;
        return new ProofResult(last <= first * (1 + AllowedGrowth) && left == 0, $"{steps} steps", new JsonObject
        {
            ["after_warm_up_mb"] = Math.Round(first, 1),
            ["at_the_end_mb"] = Math.Round(last, 1),
            ["growth"] = Math.Round(last / first - 1, 4),
            ["allowed_growth"] = AllowedGrowth,
            ["tensors_left"] = left,
            ["megabytes"] = new JsonArray([.. samples.Select(sample => JsonValue.Create(Math.Round(sample.Megabytes, 1)))]),
        });
    }

    private static long Alive => TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private static void Step(Module<Tensor, Tensor> model, AdamW optimizer)
    {
        using var scope = NewDisposeScope();
        var x = randn(8, 16, 32);                                  // [B, T, D]
        optimizer.zero_grad();
        functional.l1_loss(model.call(x), x[.., .., ..7]).backward();
        optimizer.step();
    }

    private sealed class TransformerPart : Module<Tensor, Tensor>
    {
        private readonly LayerNorm before;
        private readonly Linear qkv, back, up, down;

        public TransformerPart(long width) : base(nameof(TransformerPart))
        {
            before = LayerNorm(width);
            qkv = Linear(width, 3 * width);
            back = Linear(width, width);
            up = Linear(width, 4 * width);
            down = Linear(4 * width, width);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            var parts = qkv.call(before.call(x)).chunk(3, -1);     // three of [B, T, D]
            x = x + back.call(functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]));
            return x + down.call(functional.gelu(up.call(x)));
        }
    }
}
