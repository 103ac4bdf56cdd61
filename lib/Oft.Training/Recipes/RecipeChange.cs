using System.Text.Json;

namespace Oft.Training.Recipes;

/// <summary>Whether a run may be continued by a recipe: nothing that its numbers depend on may differ.</summary>
internal static class RecipeChange
{
    // How a run is kept, and how fast its batches are made, changes no number.
    private static readonly HashSet<string> Free = ["checkpoint_every", "keep", "cache_mib", "workers"];

    /// <summary>Refuses where it may not.</summary>
    /// <exception cref="RecipeException">The message names what differs; of a list the first entry that does.</exception>
    public static void Refuse(JsonElement saved, Recipe recipe)
    {
        var now = recipe.ToJson();
        var keys = saved.EnumerateObject().Concat(now.EnumerateObject()).Select(member => member.Name).Distinct().Where(key => !Free.Contains(key));
        var different = keys.Where(key => Text(saved, key) != Text(now, key)).Select(key => Difference(key, saved, now)).ToList();
        if (different.Count > 0) throw new RecipeException($"the run was begun with another recipe: {string.Join("; ", different)}. Continue with the old one, or begin a new run in another folder.");
    }

    private static string Difference(string key, JsonElement saved, JsonElement now)
    {
        if (!saved.TryGetProperty(key, out var was) || !now.TryGetProperty(key, out var given) || was.ValueKind != JsonValueKind.Array || given.ValueKind != JsonValueKind.Array)
            return $"{key} was {Text(saved, key)}, is {Text(now, key)}";
        var entries = Enumerable.Range(0, Math.Max(was.GetArrayLength(), given.GetArrayLength())).Select(i => (Was: Entry(was, i), Is: Entry(given, i), Index: i)).Where(entry => entry.Was != entry.Is).ToList();
        return $"{key}[{entries[0].Index}] was {entries[0].Was}, is {entries[0].Is}{(entries.Count > 1 ? $" ({entries.Count - 1} more of {key} differ)" : "")}";
    }

    private static string Entry(JsonElement list, int index) => index < list.GetArrayLength() ? Text(list[index]) : "absent";

    private static string Text(JsonElement json, string key) => json.TryGetProperty(key, out var value) ? Text(value) : "absent";

    private static string Text(JsonElement value) => value.GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);
}
