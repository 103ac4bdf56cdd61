using System.CommandLine;
using System.Text.Json;
using Oft.Lab.Campaign;
using Oft.Lab.Runs;
using Oft.Lab.Training;
using Oft.Lab.Worlds;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using Oft.Training.Runs;
using TorchSharp;

namespace Oft.Host.Verbs;

/// <summary><c>oft campaign</c>: makes the tiny profile's own weights, piece by piece, and measures them.</summary>
public static class CampaignVerb
{
    // What a shell reports of a command that was asked to stop.
    private const int Interrupted = 130;
    private const string TowersName = "towers";

    /// <summary>The command.</summary>
    public static Command Create() => new("campaign", "The tiny campaign: towers that can see, a base, the paper's variants.") { Towers(), Samples(), Train(), Measure(), Queue() };

    private static Command Towers()
    {
        var defaults = new SightSettings();
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the towers; it must not exist.", DefaultValueFactory = _ => new DirectoryInfo(TinyCheckpoints.Made(Path.Combine("out", "campaign"), TowersName)) };
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
        var suite = new Argument<string>("suite") { Description = $"One of {string.Join(", ", Teachers.Suites)}." };
        var demonstrations = new Option<int>("--demonstrations") { Description = "Successful episodes per task.", DefaultValueFactory = _ => 20 };
        var clips = new Option<int>("--clips") { Description = "Random starts per task, two frames each." };
        var every = new Option<int>("--every") { Description = "Keeps each so-manieth frame of a demonstration.", DefaultValueFactory = _ => 1 };
        var tasks = new Option<int[]>("--tasks") { Description = "Places in the suite; all when absent.", AllowMultipleArgumentsPerToken = true };
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the samples; what lies there is kept.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("out", "campaign", "samples")) };
        var threads = new Option<int>("--threads") { Description = "Tasks side by side.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("samples", "Draw demonstrations and random-start clips once, so that every run learns from the same.") { suite, demonstrations, clips, every, tasks, folder, threads };
        command.SetAction((parsed, cancellation) =>
        {
            new SampleOrder(parsed.GetValue(suite)!, parsed.GetValue(demonstrations), parsed.GetValue(clips), parsed.GetValue(tasks) is { Length: > 0 } some ? some : null, parsed.GetValue(every)).Draw(parsed.GetValue(folder)!.FullName, parsed.GetValue(threads), cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static Command Train()
    {
        var (recipe, folder, threads) = (Recipe(), Folder(), Threads());
        var command = new Command("train", "Train a recipe, or go on where it was interrupted.") { recipe, folder, threads };
        command.SetAction((parsed, cancellation) =>
        {
            var end = Train(CampaignRecipe.Read(parsed.GetValue(recipe)!.FullName), parsed.GetValue(folder)!.FullName, parsed.GetValue(threads), cancellation);
            return Task.FromResult(end is RunEnd.Finished ? 0 : Interrupted);
        });
        return command;
    }

    private static Command Measure()
    {
        var (recipe, folder, worlds, measured) = (Recipe(), Folder(), Worlds(), Measured());
        var command = new Command("measure", "Run a trained recipe closed-loop on its suites and write what came out.") { recipe, folder, worlds, measured };
        command.SetAction((parsed, cancellation) =>
        {
            Measure(CampaignRecipe.Read(parsed.GetValue(recipe)!.FullName), parsed.GetValue(folder)!.FullName, parsed.GetValue(worlds), parsed.GetValue(measured)!.FullName, cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static Command Queue()
    {
        var recipes = new Argument<DirectoryInfo>("recipes") { Description = "Folder with NAME/recipe.json below it.", DefaultValueFactory = _ => new DirectoryInfo(TinyCheckpoints.Shipped) };
        var (folder, threads, worlds, measured) = (Folder(), Threads(), Worlds(), Measured());
        var command = new Command("queue", "Take up every unfinished recipe at its last checkpoint, a base before what begins with it, and measure each.") { recipes, folder, threads, worlds, measured };
        command.SetAction((parsed, cancellation) =>
        {
            var (place, results) = (parsed.GetValue(folder)!.FullName, parsed.GetValue(measured)!.FullName);
            var queue = new CampaignQueue(CampaignQueue.Below(parsed.GetValue(recipes)!.FullName),
                recipe => Done(recipe, results) ? RunEnd.Finished : Train(recipe, place, parsed.GetValue(threads), cancellation),
                recipe =>
                {
                    if (!Done(recipe, results)) Measure(recipe, place, parsed.GetValue(worlds), results, cancellation);
                });
            return Task.FromResult(queue.Go() is RunEnd.Finished ? 0 : Interrupted);
        });
        return command;
    }

    private static RunEnd Train(CampaignRecipe recipe, string folder, int threads, CancellationToken cancellation)
    {
        // Towers are no recipe of their own; what begins with them makes them first.
        if (recipe.Base == TowersName && new TinyCheckpoints(folder).Find(TowersName) is null) Towers(new SightSettings(), TinyCheckpoints.Made(folder, TowersName), cancellation);
        using var progress = new ProgressWatcher();
        using var log = new RunLog();
        var run = new CampaignRun(recipe, folder) { Threads = threads, Watchers = [log, progress] };
        var end = run.Train(Console.WriteLine, cancellation);
        Console.WriteLine(end is RunEnd.Finished ? $"policy: {run.Policy}" : "saved; the same command goes on from there");
        return end;
    }

    private static void Measure(CampaignRecipe recipe, string folder, int worlds, string measured, CancellationToken cancellation)
    {
        var measure = new CampaignMeasure(recipe, new TinyCheckpoints(folder), Path.Combine(folder, recipe.Name, "measured"))
        {
            Worlds = worlds,
            Report = (suite, progress) =>
            {
                if (progress.Done % 10 == 0) Console.WriteLine($"{suite} {progress.Done}/{progress.Total}  {progress.Rate?.ToString() ?? "no trial yet"}");
            },
        };
        var (path, rate) = measure.Run(measured, cancellation);
        Console.WriteLine($"{recipe.Name}: {rate}; {Path.GetRelativePath(Environment.CurrentDirectory, path)}");
    }

    private static bool Done(CampaignRecipe recipe, string measured) => File.Exists(Path.Combine(measured, recipe.Name + ".json"));

    private static Option<int> Threads() => new("--threads") { Description = "Worlds that draw samples side by side.", DefaultValueFactory = _ => Environment.ProcessorCount };

    private static Option<int> Worlds() => new("--worlds") { Description = "Worlds side by side when measured.", DefaultValueFactory = _ => 4 };

    private static Option<DirectoryInfo> Measured() => new("--measured") { Description = "Folder of results.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(Checkout.Root, "data-manifests", "measured")) };

    private static Argument<FileInfo> Recipe() => new("recipe") { Description = "A recipe below data-manifests/checkpoints/." };

    private static Option<DirectoryInfo> Folder() => new("--folder") { Description = "Takes samples, checkpoints, policies and ledgers.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("out", "campaign")) };

    private static int Towers(SightSettings settings, string folder, CancellationToken cancellation)
    {
        torch.manual_seed(settings.Seed);
        using var model = new OftModel(SightTraining.Config(BackboneConfig.Tiny));
        var result = SightTraining.Run(model, settings, Math.Max(1, torch.get_num_threads()), Console.WriteLine, cancellation);
        CheckpointWriter.Write(folder, model, new SaveOptions
        {
            CenterCrop = false,
            Files = new Dictionary<string, byte[]> { ["tokenizer.json"] = TinyTokenizer.Json() },
            Recipe = JsonSerializer.SerializeToElement(settings),
            Provenance = JsonSerializer.SerializeToElement(new { accuracy = result.Accuracy, offset_px = result.OffsetPixels, seconds = Math.Round(result.Seconds), checks = result.Checks.Select(check => new { step = check.Step, accuracy = check.Accuracy, offset_px = check.OffsetPixels }) }),
        });
        Console.WriteLine($"towers: {folder}");
        return 0;
    }
}
