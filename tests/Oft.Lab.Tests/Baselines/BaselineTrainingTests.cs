using Oft.Contracts;
using Oft.Data.Sampling;
using Oft.Model.Baselines;
using Oft.Model.Inputs;
using Oft.Simulation.MiniLibero;
using Oft.Torch;
using Oft.Training;
using Oft.Training.Batches;
using Oft.Training.Objectives;
using TorchSharp;

namespace Oft.Lab.Tests.Baselines;

// Starting weights draw from libtorch's one generator.
[Collection(nameof(Slice.GlobalGenerator))]
public class BaselineTrainingTests
{
    [Theory]
    [InlineData(BaselineKind.Act)]
    [InlineData(BaselineKind.DiffusionPolicy)]
    public void A_baseline_overfits_demonstrations_of_one_task_and_acts_through_the_door_of_policies(BaselineKind kind)
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        Need.Library("libmujoco.so");
        torch.manual_seed(3);
        const int steps = 300;
        var samples = Samples();
        var config = new BaselineConfig { Kind = kind, Robot = MiniRobot.Spec, ImageSize = 42, Width = 64, EncoderLayers = 1, DecoderLayers = 1, LatentWidth = 8, KlWeight = 1, DiffusionSteps = 50 };
        var encoder = new ObservationEncoder(config.Encoding, TinyTokenizer.Instance, SamplePart.Statistics([new(samples, 1)], config.Robot)) { CenterCrop = false };
        using var model = Baseline.Of(config);
        var maker = new OftBatchMaker(encoder, seed: 5, augment: false);
        var windows = Enumerable.Range(0, 6).Select(i => samples.Sample(0, i * (samples.Episodes[0] - 1) / 5)).ToList();
        using var batch = maker.Make(0, windows);
        var objective = new BaselineObjective(model);
        // The same windows again and again, under a style or noise that is new every time.
        var random = new Random(9);
        using var trainer = new Trainer<int>(new TrainerOptions { Steps = steps, LearningRate = new() { Base = 2e-3, Decay = DecayShape.Cosine, DecaySteps = steps }, ClipNorm = 1 },
            objective.Parts.SelectMany(part => part.Module.named_parameters().Select(named => (named.name, named.parameter))),
            _ => objective.Loss(batch with { Noise = torch.randn_like(batch.Targets), Timesteps = [.. windows.Select(_ => random.Next(config.DiffusionTrainSteps))] }));
        var errors = new List<double>();
        double Late() => errors.TakeLast(10).Average();
        while (errors.Count < steps && (errors.Count < 20 || Late() > errors[0] / 12)) errors.Add(trainer.Take(() => errors.Count).Parts[0].Value);

        Assert.True(Late() <= errors[0] / 10, $"{kind}: {errors[0]} fell to {Late()} in {errors.Count} steps");
        using var policy = new BaselinePolicy(model, encoder);
        var chunk = policy.Act(windows[1].Observation);
        Assert.Equal((config.Robot.ChunkLength, config.Robot.ActionWidth), (chunk.Length, chunk.Width));
        double Off(ChunkSample window) => chunk.Values.ToArray().Zip(window.Target.Values.ToArray(), (said, shown) => Math.Abs(said - shown)).Average();
        Assert.All(chunk.Values.ToArray(), value => Assert.True(double.IsFinite(value)));
        // Nearer to what was shown there than to what was shown at the other end of the episode.
        Assert.True(Off(windows[1]) < 0.5 * Off(windows[^1]), $"{kind}: {Off(windows[1])} from its own window, {Off(windows[^1])} from another");
    }

    private static EpisodeSet Samples()
    {
        var task = MiniSuite.Load("mini_spatial").Tasks[0];
        using var world = task.CreateWorld();
        var episode = Enumerable.Range(0, 10).Select(seed => Demonstrations.Record(world, (ulong)seed, 0.1)).First(recorded => recorded.Outcome == EpisodeOutcome.Success);
        return new EpisodeSet(task.Name, [episode], episode.Robot.ChunkLength, ChunkEnd.RepeatLast);
    }
}
