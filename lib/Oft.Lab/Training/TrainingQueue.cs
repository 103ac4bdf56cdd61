using Oft.Training.Runs;

namespace Oft.Lab.Training;

/// <summary>All recipes of a folder, one after the other: each is begun, or taken up at its last checkpoint, and none stops the others.</summary>
/// <param name="folder">Holds the recipes, <c>*.json</c>; each run lies beside its recipe, in a folder of the same name.</param>
/// <param name="train">Trains one recipe in a process of its own, so that even a crash of native code ends only that one; returns its exit status.</param>
/// <param name="say">Takes a line about what is done next.</param>
public sealed class TrainingQueue(string folder, Func<string, string, int> train, Action<string> say)
{
    /// <summary>What a process returns that was asked to stop.</summary>
    public const int Interrupted = 130;

    /// <summary>The recipes, in the order of their names.</summary>
    public IReadOnlyList<string> Recipes => [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)];

    /// <summary>Where a recipe's run lies.</summary>
    public static string RunOf(string recipe) => Path.Combine(Path.GetDirectoryName(recipe)!, Path.GetFileNameWithoutExtension(recipe));

    /// <summary>Trains all that is unfinished.</summary>
    /// <returns>0 where every recipe is finished, 1 where one stopped, 130 where the queue was asked to stop.</returns>
    public int Run(CancellationToken cancellation)
    {
        var (recipes, stopped) = (Recipes, new List<string>());
        if (recipes.Count == 0)
        {
            say($"{folder} holds no recipe (*.json).");
            return 1;
        }
        for (var i = 0; i < recipes.Count; i++)
        {
            var (name, run) = (Path.GetFileName(recipes[i]), RunOf(recipes[i]));
            if (FinishedRun.Is(run))
            {
                say($"[{i + 1}/{recipes.Count}] {name}: finished before");
                continue;
            }
            if (cancellation.IsCancellationRequested) return Interrupted;
            say($"[{i + 1}/{recipes.Count}] {name}");
            var status = train(recipes[i], run);
            if (status == Interrupted || cancellation.IsCancellationRequested) return Interrupted;
            if (status == 0) continue;
            stopped.Add(name);
            say($"[{i + 1}/{recipes.Count}] {name}: stopped with exit status {status}; the others go on");
        }
        say(stopped.Count == 0 ? $"all {recipes.Count} recipes are finished" : $"{stopped.Count} of {recipes.Count} recipes stopped: {string.Join(", ", stopped)}; mend them and start the queue again");
        return stopped.Count == 0 ? 0 : 1;
    }
}
