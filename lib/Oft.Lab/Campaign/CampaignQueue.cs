using Oft.Training.Runs;

namespace Oft.Lab.Campaign;

/// <summary>All recipes of a folder, a base before what begins with it, a training before what measures its policy again: whatever is not finished is taken up, then measured.</summary>
/// <param name="recipes">Of any order.</param>
/// <param name="train">Trains one to its end, or until it is asked to stop.</param>
/// <param name="measure">Measures one that is trained.</param>
public sealed class CampaignQueue(IReadOnlyList<CampaignRecipe> recipes, Func<CampaignRecipe, RunEnd> train, Action<CampaignRecipe> measure)
{
    /// <summary>Every recipe below a folder: <c>NAME/recipe.json</c>.</summary>
    /// <exception cref="System.Text.Json.JsonException">One cannot be read, or does not lie in the folder of its name.</exception>
    public static IReadOnlyList<CampaignRecipe> Below(string folder) => [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
        .Select(place => Path.Combine(place, "recipe.json")).Where(File.Exists).Select(path => CampaignRecipe.Read(path) is var recipe && recipe.Name == Path.GetFileName(Path.GetDirectoryName(path))
            ? recipe
            : throw new System.Text.Json.JsonException($"{path}: its name is '{recipe.Name}'; expected that of its folder."))];

    /// <summary>The order in which they are made.</summary>
    /// <exception cref="InvalidOperationException">Recipes wait for each other.</exception>
    public IReadOnlyList<CampaignRecipe> Order()
    {
        var (ordered, left) = (new List<CampaignRecipe>(), recipes.ToList());
        while (left.Count > 0)
        {
            var ready = left.Where(recipe => left.All(other => other.Name != recipe.Base && other.Name != recipe.PolicyOf)).ToList();
            if (ready.Count == 0) throw new InvalidOperationException($"recipes wait for each other: {string.Join(", ", left.Select(recipe => recipe.Name))}.");
            ordered.AddRange(ready);
            left.RemoveAll(ready.Contains);
        }
        return ordered;
    }

    /// <summary>Goes through all of them.</summary>
    /// <returns>Interrupted where a training was asked to stop; everything is saved.</returns>
    public RunEnd Go()
    {
        foreach (var recipe in Order())
        {
            if (train(recipe) is RunEnd.Interrupted) return RunEnd.Interrupted;
            if (recipe.Suites.Count > 0) measure(recipe);
        }
        return RunEnd.Finished;
    }
}
