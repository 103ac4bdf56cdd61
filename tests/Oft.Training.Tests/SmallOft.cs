using Oft.Contracts;
using Oft.Data.Sampling;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Training.Batches;
using Oft.Training.Objectives;

namespace Oft.Training.Tests;

/// <summary>A model of a few thousand weights and made-up samples for it.</summary>
internal static class SmallOft
{
    public static RobotSpec Robot { get; } = new() { Name = "small", Views = ["front", "wrist"], ProprioWidth = 3, ActionWidth = 4, ChunkLength = 3, ControlRateHz = 10 };

    public static OftConfig Config(ActionHead head = ActionHead.L1Regression, bool film = false) => new()
    {
        Robot = head is ActionHead.Autoregressive ? Robot with { Views = ["front"] } : Robot,
        Backbone = new()
        {
            Dino = new() { Width = 16, Depth = 2, Heads = 2, MlpHidden = 32, ImageSize = 28, ClassToken = true, Registers = 2, LayerScale = true },
            Siglip = new() { Width = 16, Depth = 2, Heads = 2, MlpHidden = 32, ImageSize = 28 },
            Language = new() { Width = 24, Layers = 2, Heads = 2, MlpHidden = 32, VocabularyRows = 1088, PadId = 1024 },
        },
        Head = head, Film = film, Proprio = head is not ActionHead.Autoregressive, Lora = null, DiffusionTrainSteps = 10, DiffusionSteps = 2,
    };

    /// <summary>Samples whose sentences differ in length.</summary>
    public static IReadOnlyList<ChunkSample> Samples(int count, RobotSpec? robot = null, int seed = 3)
    {
        robot ??= Robot;
        var random = new Random(seed);
        double[] Numbers(int many) => [.. Enumerable.Range(0, many).Select(_ => 2 * random.NextDouble() - 1)];
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var pixels = new byte[28 * 28 * 3];
            random.NextBytes(pixels);
            return new ChunkSample(
                new Observation([.. robot.Views.Select(view => new CameraImage(view, 28, 28, pixels))], Numbers(robot.ProprioWidth), i % 2 == 0 ? "lift the cup" : "push the red block to the left"),
                new ActionChunk(robot.ChunkLength, robot.ActionWidth, Numbers(robot.ChunkLength * robot.ActionWidth))) { TargetOffsets = Numbers(6) };
        })];
    }

    public static ObservationEncoder Encoder(OftConfig config) => new(config, TinyTokenizer.Instance, SamplePart.Statistics([new(Episodes(config.Robot), 1)], config.Robot));

    public static EpisodeSet Episodes(RobotSpec robot, int count = 4) => new("made up", Enumerable.Range(0, count).Select(i => new Episode("task", robot, (ulong)i,
        [.. Samples(6 + i, robot, seed: i).Select(sample => new EpisodeStep(sample.Observation, sample.Target[0].ToArray()) { TargetOffsets = sample.TargetOffsets })], EpisodeOutcome.Success)), robot.ChunkLength);

    /// <summary>Makes the same batch again and again; a step disposes of the one it took.</summary>
    public static Func<OftBatch> Maker(OftConfig config, int count = 4)
    {
        var (maker, samples) = (new OftBatchMaker(Encoder(config), 5, augment: false), Samples(count, config.Robot));
        return () => maker.Make(0, samples);
    }

    public static OftBatch Batch(OftConfig config, int count = 4, ulong seed = 5) => new OftBatchMaker(Encoder(config), seed, augment: false).Make(0, Samples(count, config.Robot));

    public static BatchLoader<OftBatch> Batches(OftConfig config, SamplerPosition? from = null, int workers = 1) =>
        new(new SampleStream([SamplePart.ByWeight(Episodes(config.Robot))], seed: 5, shuffleBuffer: 8), 2, new OftBatchMaker(Encoder(config), 5, augment: false).Make, from, workers);

    public static TrainerOptions Options(int steps) => new() { Steps = steps, LearningRate = new() { Base = 1e-3 } };

    public static OftObjective Objective(OftModel model) => OftObjective.Of(model);
}
