using System.Runtime.InteropServices;
using Oft.Model;
using Oft.Model.Adapters;
using Oft.Model.Baselines;
using Oft.Model.Taps;
using Oft.Torch;
using Oft.Training.Batches;
using Oft.Training.Forecasts;
using Oft.Training.Objectives;
using static TorchSharp.torch;

namespace Oft.Training.Tests.Forecasts;

/// <summary>Promise 17: out of memory is known before a run, not after an hour of it.</summary>
[Collection(nameof(GlobalGenerator))]
public class Promise_17_MemoryForecastTests
{
    private const int Samples = 8;

    [Theory]
    [InlineData("every weight", ScalarType.Float32, false, false, false)]
    [InlineData("adapters", ScalarType.Float32, true, false, false)]
    [InlineData("FiLM", ScalarType.Float32, false, true, false)]
    [InlineData("recomputed", ScalarType.Float32, false, false, true)]
    [InlineData("half the width", ScalarType.BFloat16, false, false, false)]
    public void Promise_17_the_forecast_is_within_a_fifth_of_what_is_measured(string name, ScalarType compute, bool adapters, bool film, bool recomputes)
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        if (!OperatingSystem.IsLinux()) Need.Missing("memory in use is counted by glibc");
        manual_seed(1);
        var lora = adapters ? new LoraConfig { Rank = 8 } : null;
        var config = OftConfig.Tiny with { Robot = SmallOft.Robot with { Views = ["front", "wrist"] }, Film = film, Lora = lora };
        using var model = new OftModel(config) { Recomputes = recomputes };
        if (adapters)
        {
            foreach (var (path, parameter) in model.named_parameters()) parameter.requires_grad = path.StartsWith("head.") || path.StartsWith("proprio.");
            model.Attach(lora!);
        }
        var objective = OftObjective.Of(model);
        var forecast = MemoryForecast.Of(model, compute, Samples, SmallOft.Batch(config, Samples).Inputs.Prompts.Longest);
        var empty = InUse();
        using var trainer = new Trainer<OftBatch>(SmallOft.Options(2) with { Compute = compute }, objective);
        var optimizer = InUse() - empty;
        // The first step warms up whatever is made once.
        trainer.Take(() => SmallOft.Batch(config, Samples));

        using var scope = NewDisposeScope();
        using var batch = SmallOft.Batch(config, Samples);
        var before = InUse();
        Loss loss;
        using (Autocast.Use(compute)) loss = objective.Loss(batch);
        var activations = InUse() - before;
        if (recomputes)
        {
            // The most is held while the last block is there again, so the count is taken where a block ends.
            using var listening = new Listening(model, [], [new Replace("language.blocks.*.out", x => Counted(x, () => activations = Math.Max(activations, InUse() - before)))]);
            loss.Value.backward();
        }
        else loss.Value.backward();
        var gradients = model.parameters().Where(parameter => parameter.grad is not null).Sum(parameter => parameter.numel() * parameter.element_size());

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: activations {activations:N0} measured, {forecast.Activations:N0} forecast ({(double)forecast.Activations / activations:0.00})");
        Near(forecast.Activations, activations, $"{name}: activations");
        Near(forecast.Weights, model.parameters().Sum(parameter => parameter.numel() * 4), "weights");
        Near(forecast.Gradients, gradients, "gradients");
        Near(forecast.Optimizer, optimizer, "optimizer");
    }

    [Theory]
    [InlineData(BaselineKind.Act)]
    [InlineData(BaselineKind.DiffusionPolicy)]
    public void Promise_17_the_forecast_of_a_baseline_is_within_a_fifth_of_what_is_measured(BaselineKind kind)
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        if (!OperatingSystem.IsLinux()) Need.Missing("memory in use is counted by glibc");
        manual_seed(1);
        var config = new BaselineConfig { Kind = kind, Robot = SmallOft.Robot with { ChunkLength = 8 }, Width = 64, LatentWidth = 8 };
        using var model = Baseline.Of(config);
        var objective = new BaselineObjective(model);
        // The first step warms up whatever is made once.
        using (NewDisposeScope())
        using (var first = SmallOft.Batch(config.Encoding, Samples))
            objective.Loss(first).Value.backward();

        // The runtime compiles in the background and takes memory for it; of three measurements the middle one counts.
        var activations = Enumerable.Range(0, 3).Select(_ => Held()).Order().ElementAt(1);

        var forecast = MemoryForecast.Of(model, Samples).Activations;
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: activations {activations:N0} measured, {forecast:N0} forecast ({(double)forecast / activations:0.00})");
        Near(forecast, activations, $"{kind}: activations");

        long Held()
        {
            using var scope = NewDisposeScope();
            using var batch = SmallOft.Batch(config.Encoding, Samples);
            var before = InUse();
            var loss = objective.Loss(batch);
            var held = InUse() - before;
            loss.Value.backward();
            return held;
        }
    }

    private static Tensor Counted(Tensor x, Action count)
    {
        count();
        return x;
    }

    private static void Near(long forecast, long measured, string what) => Assert.True(Math.Abs(forecast - measured) <= 0.2 * measured, $"{what}: forecast {forecast:N0}, measured {measured:N0}, {(double)forecast / measured:0.00} of it");

    [StructLayout(LayoutKind.Sequential)]
    private struct Heap
    {
        public nuint Arena, FreeChunks, FastBins, Maps, MappedBytes, Unused, FastBytes, UsedBytes, FreeBytes, Trimmable;
    }

    // Native memory that is allocated and not freed, whether in the heap or mapped.
    private static long InUse()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var heap = mallinfo2();
        return (long)(heap.UsedBytes + heap.MappedBytes);
    }

    [DllImport("libc")]
    private static extern Heap mallinfo2();
}
