using Oft.Contracts;
using Oft.Model.Adapters;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Tests;

/// <summary>Policies of the tiny profile with loud weights, and something to see.</summary>
internal static class SmallPolicies
{
    public static OftConfig PolicyConfig(ActionHead head, bool film = false)
    {
        var config = OftConfig.Tiny with { Head = head, Film = film, DiffusionTrainSteps = 4, DiffusionSteps = 2 };
        return head is ActionHead.Autoregressive ? config with { Proprio = false, Film = false, Robot = config.Robot with { Views = ["full_image"] } } : config;
    }

    public static OftPolicy Policy(ActionHead head, bool film = false, bool lora = false, int seed = 0)
    {
        var config = PolicyConfig(head, film);
        var model = Small.SmallModel(config);
        if (lora)
        {
            model.Attach(new LoraConfig { Rank = 2 });
            Loud(model);
        }
        return new(model, new ObservationEncoder(config, TinyTokenizer.Instance, Statistics().Find(null)), seed);
    }

    /// <summary>Adapters that say something.</summary>
    public static void Loud(OftModel model)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var seed = 900;
        foreach (var (name, parameter) in model.named_parameters())
            if (name.Contains(".adapters.")) parameter.copy_(Small.Normal(parameter.shape, seed++) * 0.2);
    }

    public static Observation Seen(string sentence, OftConfig config, int seed = 3)
    {
        var random = new Random(seed);
        CameraImage View(string name)
        {
            var rgb = new byte[84 * 84 * 3];
            random.NextBytes(rgb);
            return new(name, 84, 84, rgb);
        }
        return new([.. config.Robot.Views.Select(View)], Enumerable.Range(0, config.Robot.ProprioWidth).Select(i => 0.1 * i - 0.3).ToArray(), sentence);
    }

    public static StatisticsFile Statistics() => RandomCheckpoint.UnitStatistics(RobotSpec.Libero);

    /// <summary>Writes a folder that can act, and removes it when asked is answered.</summary>
    public static void WithFolder(OftModel model, Action<string> ask)
    {
        using var home = new TemporaryFolder();
        var folder = home["checkpoint"];
        CheckpointWriter.Write(folder, model, new() { Step = "7", Statistics = Statistics(), Files = new Dictionary<string, byte[]> { ["tokenizer.json"] = TinyTokenizer.Json() } });
        ask(folder);
    }

    public static double Furthest(ActionChunk a, ActionChunk b)
    {
        Assert.Equal(a.Values.Length, b.Values.Length);
        return Enumerable.Range(0, a.Values.Length).Max(i => Math.Abs(a.Values.Span[i] - b.Values.Span[i]));
    }
}
