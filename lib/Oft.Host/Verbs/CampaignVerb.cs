using System.CommandLine;
using System.Text.Json;
using Oft.Lab.Campaign;
using Oft.Model;
using Oft.Model.Weights;
using Oft.Simulation.MiniLibero;
using TorchSharp;

namespace Oft.Host.Verbs;

/// <summary><c>oft campaign</c>: makes the tiny profile's own weights, piece by piece, and measures them.</summary>
public static class CampaignVerb
{
    /// <summary>The command.</summary>
    public static Command Create() => new("campaign", "The tiny campaign: towers that can see, a base, the paper's variants.") { Towers(), Samples() };

    private static Command Towers()
    {
        var defaults = new SightSettings();
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the towers; it must not exist.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("out", "campaign", "towers")) };
        var scenes = new Option<int>("--scenes") { Description = "Random scenes drawn.", DefaultValueFactory = _ => defaults.Scenes };
        var steps = new Option<int>("--steps") { Description = "Optimizer steps.", DefaultValueFactory = _ => defaults.Steps };
        var batch = new Option<int>("--batch") { Description = "Scenes per step.", DefaultValueFactory = _ => defaults.Batch };
        var seed = new Option<int>("--seed") { Description = "For everything that is drawn.", DefaultValueFactory = _ => defaults.Seed };
        var command = new Command("towers", "Teach both towers class and place of things in random scenes.") { folder, scenes, steps, batch, seed };
        command.SetAction((parsed, cancellation) => Task.FromResult(Towers(
            defaults with { Scenes = parsed.GetValue(scenes), Steps = parsed.GetValue(steps), Batch = parsed.GetValue(batch), Seed = parsed.GetValue(seed) }, parsed.GetValue(folder)!.FullName, cancellation)));
        return command;
    }

    private static Command Samples()
    {
        var suite = new Argument<string>("suite") { Description = $"One of {string.Join(", ", MiniSuite.Names)}." };
        var demonstrations = new Option<int>("--demonstrations") { Description = "Successful episodes per task.", DefaultValueFactory = _ => 20 };
        var clips = new Option<int>("--clips") { Description = "Random starts per task, two frames each." };
        var tasks = new Option<int[]>("--tasks") { Description = "Places in the suite; all when absent.", AllowMultipleArgumentsPerToken = true };
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the samples; what lies there is kept.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("out", "campaign", "samples")) };
        var threads = new Option<int>("--threads") { Description = "Tasks side by side.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("samples", "Draw demonstrations and random-start clips once, so that every run learns from the same.") { suite, demonstrations, clips, tasks, folder, threads };
        command.SetAction((parsed, cancellation) =>
        {
            new SampleOrder(parsed.GetValue(suite)!, parsed.GetValue(demonstrations), parsed.GetValue(clips), parsed.GetValue(tasks) is { Length: > 0 } some ? some : null).Draw(parsed.GetValue(folder)!.FullName, parsed.GetValue(threads), cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static int Towers(SightSettings settings, string folder, CancellationToken cancellation)
    {
        torch.manual_seed(settings.Seed);
        using var model = new OftModel(SightTraining.Config(BackboneConfig.Tiny));
        var result = SightTraining.Run(model, settings, Math.Max(1, torch.get_num_threads()), Console.WriteLine, cancellation);
        CheckpointWriter.Write(folder, model, new SaveOptions
        {
            Recipe = JsonSerializer.SerializeToElement(settings),
            Provenance = JsonSerializer.SerializeToElement(new { accuracy = result.Accuracy, offset_px = result.OffsetPixels, seconds = Math.Round(result.Seconds), checks = result.Checks.Select(check => new { step = check.Step, accuracy = check.Accuracy, offset_px = check.OffsetPixels }) }),
        });
        Console.WriteLine($"towers: {folder}");
        return 0;
    }
}
