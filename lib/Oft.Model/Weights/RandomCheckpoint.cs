using Oft.Contracts;
using Oft.Model.Inputs;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Weights;

/// <summary>An untrained checkpoint in the published layout: to try everything that takes a folder, without a download.</summary>
public static class RandomCheckpoint
{
    /// <summary>Writes one.</summary>
    /// <param name="folder">Must not exist yet.</param>
    /// <param name="config">What it is made of.</param>
    /// <param name="seed">Same seed, same weights on the same libtorch.</param>
    /// <param name="statistics">What brings its answers to robot units; those that leave numbers as they are by default.</param>
    /// <exception cref="ArgumentException">The bundled tokenizer is not that of this vocabulary.</exception>
    public static void Write(string folder, OftConfig config, int seed, StatisticsFile? statistics = null)
    {
        var tokenizer = TinyTokenizer.Instance;
        if (config.Backbone.Language.Vocabulary != tokenizer.VocabularySize)
            throw new ArgumentException($"random checkpoint: expected a vocabulary of {tokenizer.VocabularySize}, that of the bundled tokenizer, got {config.Backbone.Language.Vocabulary}. Llama's own tokenizer is not ours to give away.", nameof(config));
        manual_seed(seed);
        using var model = new OftModel(config, new() { Dtype = ScalarType.Float32 });
        model.to(ScalarType.BFloat16);
        CheckpointWriter.Write(folder, model, new()
        {
            Step = "0",
            Statistics = statistics ?? UnitStatistics(config.Robot),
            Files = new Dictionary<string, byte[]> { ["tokenizer.json"] = TinyTokenizer.Json() },
        });
    }

    /// <summary>Statistics that leave numbers between -1 and 1 as they are.</summary>
    public static StatisticsFile UnitStatistics(RobotSpec robot) => new(new Dictionary<string, ActionStatistics>
    {
        ["unit"] = new(Unit(robot.ActionWidth), robot.ProprioWidth > 0 ? Unit(robot.ProprioWidth) : null),
    });

    private static FieldStatistics Unit(int width)
    {
        double[] Row(double value) => [.. Enumerable.Repeat(value, width)];
        return new() { Mean = Row(0), Std = Row(1), Max = Row(1), Min = Row(-1), Q01 = Row(-1), Q99 = Row(1) };
    }
}
