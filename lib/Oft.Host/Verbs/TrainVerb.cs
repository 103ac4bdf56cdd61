using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Oft.Lab.Training;
using Oft.Training.Processes;
using Oft.Training.Recipes;
using Oft.Training.Runs;

namespace Oft.Host.Verbs;

/// <summary><c>oft train</c>: a recipe, begun or continued, or a queue of them.</summary>
public static class TrainVerb
{
    /// <summary>The command. Exit 0 where the run is finished, 130 where it was asked to stop and saved, 2 where it stopped by name.</summary>
    public static Command Create()
    {
        var recipe = new Argument<FileInfo?>("recipe") { Description = "A recipe (JSON); its run lies beside it, in a folder of the same name.", Arity = ArgumentArity.ZeroOrOne };
        var like = new Option<string?>("--like") { Description = $"Instead of a file, a recipe by name: {string.Join(", ", RecipeCatalog.Names)}." };
        var data = new Option<string[]>("--data") { Description = "Folders to learn from, instead of the recipe's: of oft demos, or TFDS data sets.", AllowMultipleArgumentsPerToken = true };
        var start = new Option<string?>("--base") { Description = "Folder of the base model, instead of the recipe's; adapters are trained on it." };
        var steps = new Option<int?>("--steps") { Description = "Optimizer steps, instead of the recipe's; its schedule is stretched to them." };
        var seed = new Option<int?>("--seed") { Description = "For everything that is drawn, instead of the recipe's." };
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Folder of the run." };
        var resume = new Option<string?>("--resume") { Description = "Continue the run at its last checkpoint, or at the one named here.", Arity = ArgumentArity.ZeroOrOne };
        var dry = new Option<bool>("--dry-run") { Description = "Only say what would be trained, the memory it needs, and what a step takes." };
        var write = new Option<FileInfo?>("--write") { Description = "Only write the recipe to this file, to look at and edit." };
        var queue = new Option<DirectoryInfo?>("--queue") { Description = "Take up every unfinished recipe of a folder at its last checkpoint, one after the other." };
        var processes = new Option<int>("--processes") { Description = "Train with so many processes on this machine, each with its share of the threads; a step then takes so many times the recipe's batch. On several machines let torchrun, Slurm or Kubernetes start them (environment/cluster).", DefaultValueFactory = _ => 1 };
        var shares = new Option<bool>("--share-optimizer") { Description = "Each process keeps the optimizer's memory of its share of the weights only (ZeRO, stage 1)." };
        var command = new Command("train", "Train a policy: begin, continue, or plan a run.") { recipe, like, data, start, steps, seed, folder, resume, dry, write, queue, processes, shares };
        command.SetAction((parsed, cancellation) => Task.FromResult(Named.Errors(() =>
        {
            if (parsed.GetValue(queue) is not null && parsed.GetValue(processes) > 1) throw new RecipeException("oft train: --queue takes its recipes one after the other with one process each; leave --processes out.");
            if (parsed.GetValue(queue) is { } recipes) return new TrainingQueue(recipes.FullName, (file, run) => Child(file, run, cancellation), Console.WriteLine).Run(cancellation);
            var chosen = Chosen(parsed.GetValue(recipe), parsed.GetValue(like));
            if (parsed.GetValue(start) is { } from) chosen = RecipeCatalog.OnBase(chosen, from);
            if (parsed.GetValue(data) is { Length: > 0 } folders) chosen = chosen with { Data = [.. folders.Select(place => new RecipeData { Folder = place })] };
            if (parsed.GetValue(steps) is { } count) chosen = RecipeCatalog.WithSteps(chosen, count);
            if (parsed.GetValue(seed) is { } drawn) chosen = chosen with { Seed = drawn };
            if (parsed.GetValue(write) is { } file)
            {
                chosen.Checked().Write(file.FullName);
                Console.WriteLine($"written to {Path.GetRelativePath(Environment.CurrentDirectory, file.FullName)}");
                return 0;
            }
            if (parsed.GetValue(dry)) return Dry(chosen, cancellation);
            var among = ProcessPlace.FromEnvironment();
            if (among is null && parsed.GetValue(processes) is > 1 and var many) return Several([.. parsed.Tokens.Select(token => token.Value)], many, cancellation);
            var place = parsed.GetValue(folder)?.FullName ?? (parsed.GetValue(recipe) is { } given ? TrainingQueue.RunOf(given.FullName) : Path.Combine("out", "train", parsed.GetValue(like)!));
            using var team = among is null ? null : ProcessTeam.Join(among, parsed.GetValue(shares));
            // Where another process was lost, this one ends at its next exchange with others, and after a while wherever it is.
            using var lost = team?.Lost.Register(() => _ = Task.Delay(TimeSpan.FromSeconds(10), CancellationToken.None).ContinueWith(_ =>
            {
                Console.Error.WriteLine($"{team?.Why}.");
                Environment.Exit(2);
            }, TaskScheduler.Default));
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            LocalProcesses.ListenForTheEnd(stop.Cancel);
            using var progress = new ProgressWatcher();
            var end = new TrainingSession(chosen, place) { Team = team }.Run(parsed.GetResult(resume) is not null, parsed.GetValue(resume), Console.WriteLine, [progress], stop.Token);
            return end is RunEnd.Finished ? 0 : TrainingQueue.Interrupted;
        })));
        return command;
    }

    private static int Several(IReadOnlyList<string> arguments, int count, CancellationToken cancellation)
    {
        var threads = Math.Max(1, (int.TryParse(Environment.GetEnvironmentVariable("OFT_THREADS"), CultureInfo.InvariantCulture, out var given) ? given : Environment.ProcessorCount) / count).ToString(CultureInfo.InvariantCulture);
        return new LocalProcesses([typeof(TrainVerb).Assembly.Location, .. arguments], count, Console.Error.WriteLine)
        {
            Environment = new Dictionary<string, string> { ["OFT_THREADS"] = threads, ["OMP_NUM_THREADS"] = threads, ["OPENBLAS_NUM_THREADS"] = threads },
        }.Run(cancellation);
    }

    private static Recipe Chosen(FileInfo? file, string? name) => (file, name) switch
    {
        ({ } given, null) => Recipe.Read(given.FullName),
        (null, { } like) => RecipeCatalog.Find(like),
        _ => throw new RecipeException("oft train: expected a recipe's file, or --like with a name, or --queue with a folder."),
    };

    private static int Dry(Recipe recipe, CancellationToken cancellation)
    {
        var plan = TrainingPlan.Of(recipe);
        Console.Write(plan.ToText());
        Console.WriteLine(plan.Time(Console.WriteLine, cancellation));
        return 0;
    }

    // The child shares the terminal: it draws its own progress line, and an interrupt reaches both.
    private static int Child(string recipe, string run, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet");
        foreach (var argument in (string[])[typeof(TrainVerb).Assembly.Location, "train", recipe, "--resume", "--out", run]) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        child.WaitForExit();
        return cancellation.IsCancellationRequested ? TrainingQueue.Interrupted : child.ExitCode;
    }
}
