using System.Text.Json;

namespace Oft.Training.Recipes;

/// <summary>Whether a run may be continued by a recipe: nothing that its numbers depend on may differ.</summary>
internal static class RecipeChange
{
    // How a run is kept, and how fast its batches are made, changes no number.
    private static readonly HashSet<string> Free = ["checkpoint_every", "keep", "cache_mib", "workers"];

    /// <summary>Refuses where it may not.</summary>
    /// <exception cref="RecipeException">The message names what differs.</exception>
    public static void Refuse(JsonElement saved, Recipe recipe)
    {
        var now = recipe.ToJson();
        var keys = saved.EnumerateObject().Concat(now.EnumerateObject()).Select(member => member.Name).Distinct().Where(key => !Free.Contains(key));
        var different = keys.Where(key => Text(saved, key) != Text(now, key)).Select(key => $"{key} was {Text(saved, key)}, is {Text(now, key)}").ToList();
        if (different.Count > 0) throw new RecipeException($"the run was begun with another recipe: {string.Join("; ", different)}. Continue with the old one, or begin a new run in another folder.");
    }

    private static string Text(JsonElement json, string key) => json.TryGetProperty(key, out var value) ? value.GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal) : "absent";
}
