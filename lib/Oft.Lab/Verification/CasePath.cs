using System.Text.Json;

namespace Oft.Lab.Verification;

/// <summary>Walks <c>/a/*/b/*</c> through a JSON value; <c>*</c> is every element of a list or member of an object.</summary>
public static class CasePath
{
    /// <summary>Everything the path names, with the keys or numbers its stars matched.</summary>
    /// <param name="root">Where the path starts.</param>
    /// <param name="path">Empty for the value itself.</param>
    /// <exception cref="VerifyException">A named member is not there.</exception>
    public static IEnumerable<(JsonElement Value, IReadOnlyList<string> Stars)> Walk(JsonElement root, string path)
    {
        IEnumerable<(JsonElement Value, IReadOnlyList<string> Stars)> values = [(root, [])];
        foreach (var step in path.Split('/').Skip(1))
            values = step == "*" ? values.SelectMany(Each) : values.Select(x => (Named(x.Value, step, path), x.Stars));
        return values;
    }

    private static IEnumerable<(JsonElement, IReadOnlyList<string>)> Each((JsonElement Value, IReadOnlyList<string> Stars) at) => at.Value.ValueKind switch
    {
        JsonValueKind.Array => at.Value.EnumerateArray().Select((x, i) => (x, (IReadOnlyList<string>)[.. at.Stars, $"{i}"])),
        JsonValueKind.Object => at.Value.EnumerateObject().Select(x => (x.Value, (IReadOnlyList<string>)[.. at.Stars, x.Name])),
        _ => [],
    };

    private static JsonElement Named(JsonElement value, string step, string path)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(step, out var member)) return member;
        if (value.ValueKind == JsonValueKind.Array && int.TryParse(step, out var i) && i >= 0 && i < value.GetArrayLength()) return value[i];
        throw new VerifyException($"'{path}': there is no '{step}'.");
    }
}
