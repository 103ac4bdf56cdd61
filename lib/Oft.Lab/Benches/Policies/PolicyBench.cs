using Oft.Contracts;
using Oft.Model;
using Oft.Model.Language;
using Oft.Model.Taps;
using Oft.Model.Vision;
using Oft.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Benches.Policies;

/// <summary>What a policy's answer costs beside its bare operators, beside the machine's limit, and without each shortcut.</summary>
/// <remarks>Everything is compared within this run, in turns; weights are random and cost what trained ones cost. Switched-off lines say how many times longer the chunk takes.</remarks>
public sealed class PolicyBench : IBench
{
    private const int Positions = 605;
    private static readonly TimeSpan span = TimeSpan.FromSeconds(6);

    /// <inheritdoc/>
    public string Name => "policy";

    /// <inheritdoc/>
    public string Question => "What does a chunk cost beside its bare operators, beside the machine's limit, and without each shortcut?";

    /// <inheritdoc/>
    public IReadOnlyList<BenchFigure> Run(BenchContext context)
    {
        var roofline = Roofline.Measure();
        context.Say($"matmul {roofline.Float32Gigaflops:0} GFLOP/s in float32, {roofline.Bfloat16Gigaflops:0} in bfloat16; memory {roofline.GigabytesPerSecond:0.0} GB/s; {roofline.Threads} thread(s)");
        return [.. Chunk(context), .. Closed(context), .. Rates(context), .. Shapes(roofline, context), .. WithoutShortcuts(context)];
    }

    private static IEnumerable<BenchFigure> Chunk(BenchContext context)
    {
        using var policy = BenchPolicies.Of(OftConfig.Tiny, ScalarType.Float32);
        using var half = BenchPolicies.Of(OftConfig.Tiny, ScalarType.BFloat16);
        var seen = BenchPolicies.Seen(RobotSpec.Libero, 84);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var inputs = policy.Encoder.Encode(seen);
        inputs = inputs with { Words = policy.Model.Words(inputs.Prompts) };
        var bare = new BareOperators(policy.Model, inputs);
        var best = Best(context, () => policy.Model.Actions(policy.Model.Reads(inputs)).Dispose(), () => bare.Run(inputs.Pixels, inputs.Proprio!).Dispose(), () => policy.Act(seen), () => half.Act(seen));
        yield return new("tiny chunk, model over bare operators", best[0] / best[1], "x", Better.Lower, 1.25);
        yield return new("tiny chunk, pictures to actions", 1e3 * best[2], "ms", Better.Lower);
        yield return new("tiny chunk in bfloat16 over float32", best[3] / best[2], "x", Better.Lower);
    }

    // What closed taps and spans cost: the price of passing one, times how many a chunk passes.
    private static IEnumerable<BenchFigure> Closed(BenchContext context)
    {
        const int many = 200_000;
        using var policy = BenchPolicies.Of(OftConfig.Tiny, ScalarType.Float32);
        var seen = BenchPolicies.Seen(RobotSpec.Libero, 84);
        var passed = policy.Look(seen, "**").Addresses.Count;
        using var tap = new Tap();
        using var number = zeros(1);
        var best = Best(context,
            () => policy.Act(seen),
            () => { for (var i = 0; i < many; i++) tap.call(number); },
            () => { for (var i = 0; i < many; i++) Stages.Pass(); });
        var cost = (passed * best[1] + Stages.All.Count * best[2]) / many;
        yield return new("taps and spans, closed", (best[0] + cost) / best[0], "x", Better.Lower, 1.02);
        context.Say($"{passed} taps at {1e9 * best[1] / many:0} ns, {Stages.All.Count} spans at {1e9 * best[2] / many:0} ns each, closed");
    }

    private static IEnumerable<BenchFigure> Rates(BenchContext context)
    {
        using var words = BenchPolicies.Of(BenchPolicies.Autoregressive(RobotSpec.Libero), ScalarType.Float32);
        using var parallel = BenchPolicies.Of(BenchPolicies.OneView(ActionHead.ParallelChunk), ScalarType.Float32);
        var best = Best(context, () => words.Act(BenchPolicies.Seen(words.Model.Config.Robot, 84)), () => parallel.Act(BenchPolicies.Seen(parallel.Model.Config.Robot, 84)));
        yield return new("actions a second, 56 tokens at once over 7 one by one", best[0] / (best[1] / parallel.Model.Config.ChunkLength), "x", Better.Higher, 10);
    }

    private static IEnumerable<BenchFigure> Shapes(Roofline roofline, BenchContext context)
    {
        var type = roofline.FasterType;
        var (llama, siglip) = (LanguageConfig.Llama2, VisionTowerConfig.DinoV2Large);
        using var layer = new LlamaBlock(llama, 0, new() { Dtype = type });
        using var block = new VisionBlock(siglip, new() { Dtype = type });
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (x, patches) = (randn(1, Positions, llama.Width).to(type), randn(1, Positions, siglip.Width).to(type));
        var (cosines, sines) = new RotaryEmbedding(llama.Width / llama.Heads, llama.RopeTheta).Tables(0, Positions, type, CPU);
        var reading = new ReadingContext(cosines, sines, null, null);
        // A peak that was measured in another moment than the layer would compare two moments of the machine.
        const long side = 1536;
        var (left, right) = (randn(side, side).to(type), randn(side, side).to(type));
        var best = Rounds.Best([() => layer.call(x, reading).Dispose(), () => block.call(patches).Dispose(), () => left.matmul(right).Dispose()], context.Long ? 8 : 2, 40, 2 * span, context.Cancellation);
        var peak = Math.Max(roofline.Gigaflops(type), 2.0 * side * side * side / best[2] / 1e9);
        yield return new($"matmul peak beside them, {type}", peak, "GFLOP/s", Better.Higher);
        double Flops(long width, long hidden, int gates) => 2.0 * Positions * (4 * width * width + gates * width * hidden) + 4.0 * Positions * Positions * width;
        yield return new($"Llama layer of the 7B at {Positions} positions, {type}, share of matmul peak", Flops(llama.Width, llama.MlpHidden, 3) / best[0] / 1e9 / peak, "", Better.Higher, 0.5);
        yield return new($"DINOv2 block at {Positions} tokens, {type}, share of matmul peak", Flops(siglip.Width, siglip.MlpHidden, 2) / best[1] / 1e9 / peak, "", Better.Higher, 0.5);
    }

    private static IEnumerable<BenchFigure> WithoutShortcuts(BenchContext context)
    {
        var plain = OftConfig.Tiny with { Film = true };
        (string Name, OftConfig Config, Shortcuts Without)[] cases =
        [
            ("logits nobody reads", plain, Shortcuts.All with { NoUnreadLogits = false }),
            ("every row of the last layer", plain, Shortcuts.All with { LastLayerRows = false }),
            ("views one by one", plain, Shortcuts.All with { ViewsTogether = false }),
            ("sentences anew", plain, Shortcuts.All with { SentencesKept = false }),
            ("rotations anew", plain, Shortcuts.All with { RotationsKept = false }),
            ("pictures at every diffusion step", OftConfig.Tiny with { Head = ActionHead.Diffusion, DiffusionSteps = 5 }, Shortcuts.All with { PatchesKept = false }),
            ("no shortcut at all", plain, Shortcuts.None),
        ];
        foreach (var (name, config, without) in cases)
        {
            using var policy = BenchPolicies.Of(config, ScalarType.Float32);
            var seen = BenchPolicies.Seen(config.Robot, 84);
            var best = Best(context, () => Act(Shortcuts.All), () => Act(without));
            yield return new($"switched off: {name}", best[1] / best[0], "x", Better.Lower);

            void Act(Shortcuts shortcuts)
            {
                policy.Model.Shortcuts = shortcuts;
                policy.Act(seen);
            }
        }
    }

    private static double[] Best(BenchContext context, params IReadOnlyList<Action> runs) => Rounds.Best(runs, atLeast: context.Long ? 60 : 8, atMost: context.Long ? 600 : 120, span, context.Cancellation);
}
