using System.Diagnostics;
using Oft.Contracts;
using Oft.Data.Sampling;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Simulation.MiniLibero;
using Oft.Torch;
using Oft.Training;
using Oft.Training.Batches;
using Oft.Training.Objectives;
using static TorchSharp.torch;

namespace Oft.Lab.Benches.Training;

/// <summary>What a training step of the tiny policy takes, beside the same model in plain Python torch over the same libtorch.</summary>
/// <remarks>
/// Both sides begin with the same weights and take the same batch; their first losses must agree, or the comparison is refused. They
/// take turns, and the best of all turns counts, as a disturbance only ever makes a step longer. Waiting for data is measured apart,
/// with batches made on the loader's thread as in any training.
/// </remarks>
/// <param name="batch">Samples of a step.</param>
public sealed class TrainingBench(int batch = 32) : IBench
{
    /// <inheritdoc/>
    public string Name => "training";

    /// <inheritdoc/>
    public string Question => "Where does the time of a tiny training step go, and does it cost more from .NET than from Python?";

    /// <inheritdoc/>
    public IReadOnlyList<BenchFigure> Run(BenchContext context)
    {
        var figures = new List<BenchFigure>();
        foreach (var compute in EngineReport.Here.Bfloat16Pays ? new[] { ScalarType.Float32, ScalarType.BFloat16 } : [ScalarType.Float32])
            figures.AddRange(Run(compute, context));
        return figures;
    }

    private IEnumerable<BenchFigure> Run(ScalarType compute, BenchContext context)
    {
        manual_seed(1);
        var samples = MadeUpSamples.Of(2 * batch);
        var set = new ClipSet("made up", samples);
        var config = OftConfig.Tiny with { Robot = MiniRobot.Spec };
        var encoder = new ObservationEncoder(config, TinyTokenizer.Instance, MadeUpSamples.Statistics(samples));
        using var model = new OftModel(config);
        var maker = new OftBatchMaker(encoder, 1, augment: false);
        using var one = maker.Make(0, [.. samples.Take(batch)]);
        var (ours, theirs, python) = Compete(model, one, compute, context);
        var (data, total) = Wait(model, set, maker, compute, context);
        var name = compute == ScalarType.BFloat16 ? "bf16" : "fp32";
        return
        [
            new($"{name}: step, without data, over Python's", ours.Total / theirs, "x Python", Better.Lower, 1.0),
            new($"{name}: waiting for data", 100 * data / total, "% of a step", Better.Lower, 2),
            new($"{name}: forward", 1000 * ours.Forward, "ms", Better.Lower),
            new($"{name}: backward", 1000 * ours.Backward, "ms", Better.Lower),
            new($"{name}: norm, clipping, optimizer", 1000 * ours.Optimizer, "ms", Better.Lower),
            new($"{name}: Python's step", 1000 * theirs, "ms", Better.Lower),
            new($"{name}: peak memory", Process.GetCurrentProcess().PeakWorkingSet64 / (double)(1 << 20), "MiB", Better.Lower),
            new($"{name}: Python's peak memory", python / (double)(1 << 20), "MiB", Better.Lower),
        ];
    }

    private static TrainerOptions Options(ScalarType compute) => new() { Steps = 1, LearningRate = new() { Base = 1e-3 }, Beta2 = 0.95, ClipNorm = 1, Compute = compute };

    private static (StepTimes Ours, double Theirs, long PythonPeak) Compete(OftModel model, OftBatch one, ScalarType compute, BenchContext context)
    {
        using var python = new PolicyInPython(model, one, compute, get_num_threads());
        var objective = OftObjective.Of(model);
        // An array is not disposed of with its step, so the same batch serves for all.
        using var trainer = new Trainer<OftBatch[]>(Options(compute), model.named_parameters(), batch => objective.Loss(batch[0]));
        OftBatch[] Fixed() => [one];
        var (first, firstTheirs) = (trainer.Take(Fixed).Loss, python.Step().Loss);
        // bfloat16 keeps eight bits; float32 sums in another order differ in the last digits.
        if (Math.Abs(first - firstTheirs) > (compute == ScalarType.BFloat16 ? 2e-2 : 1e-4))
            throw new InvalidOperationException($"bench training: the first losses differ, {first} here and {firstTheirs} in Python; the two sides do not compute the same.");
        var (ours, theirs) = (new StepTimes(0, double.MaxValue, 0, 0), double.MaxValue);
        for (var round = 0; round < (context.Long ? 40 : 12); round++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var times = trainer.Take(Fixed).Times;
            if (times.Total < ours.Total) ours = times;
            theirs = Math.Min(theirs, python.Step().Seconds);
        }
        context.Say($"{compute}: {1000 * ours.Total:0} ms here, {1000 * theirs:0} ms in Python");
        return (ours, theirs, python.Peak);
    }

    private (double Data, double Total) Wait(OftModel model, ClipSet set, OftBatchMaker maker, ScalarType compute, BenchContext context)
    {
        using var loader = new BatchLoader<OftBatch>(new SampleStream([new(set, 1)], 1), batch, maker.Make);
        using var trainer = new Trainer<OftBatch>(Options(compute), OftObjective.Of(model));
        // The first batches fill the loader.
        for (var i = 0; i < 3; i++) trainer.Take(loader.Next);
        var (data, total) = (0.0, 0.0);
        for (var i = 0; i < (context.Long ? 40 : 10); i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var times = trainer.Take(loader.Next).Times;
            (data, total) = (data + times.Data, total + times.Total);
        }
        return (data, total);
    }
}
