using Oft.Contracts;
using Oft.Data.Plain;
using Oft.Training.Recipes;
using static TorchSharp.torch;

namespace Oft.Host.Tests.Verbs;

/// <summary>A recipe of a few thousand weights and made-up demonstrations for it, on disk.</summary>
internal static class SmallTraining
{
    private static readonly RobotSpec robot = new() { Name = "small", Views = ["front"], ProprioWidth = 3, ActionWidth = 4, ChunkLength = 3, ControlRateHz = 10 };

    /// <summary>Writes both into a folder and returns the recipe's path.</summary>
    public static string Recipe(TemporaryFolder folder, int steps)
    {
        using (var sink = new PlainEpisodeSink(folder["demos"]))
            for (var i = 0; i < 4; i++) sink.Write(MadeUp((ulong)i));
        var path = folder["recipe.json"];
        new Recipe
        {
            Backbone = new()
            {
                Dino = new() { Width = 16, Depth = 2, Heads = 2, MlpHidden = 32, ImageSize = 28, ClassToken = true, Registers = 2, LayerScale = true, TimmId = "oft_very_small_patch14_reg4_dinov2" },
                Siglip = new() { Width = 16, Depth = 2, Heads = 2, MlpHidden = 32, ImageSize = 28, TimmId = "oft_very_small_patch14_siglip" },
                Language = new() { Width = 24, Layers = 2, Heads = 2, MlpHidden = 32, VocabularyRows = 1088, PadId = 1024 },
            },
            Robot = robot, Data = [new() { Folder = folder["demos"] }], Lora = null, Steps = steps, Batch = 2, Compute = ScalarType.Float32, ShuffleBuffer = 16,
        }.Write(path);
        return path;
    }

    private static Episode MadeUp(ulong seed)
    {
        var random = new Random((int)seed);
        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1)];
        return new("made up", robot, seed, [.. Enumerable.Range(0, 8).Select(_ =>
        {
            var pixels = new byte[28 * 28 * 3];
            random.NextBytes(pixels);
            return new EpisodeStep(new Observation([new CameraImage("front", 28, 28, pixels)], Numbers(robot.ProprioWidth), "lift the cup"), Numbers(robot.ActionWidth));
        })], EpisodeOutcome.Success);
    }
}
