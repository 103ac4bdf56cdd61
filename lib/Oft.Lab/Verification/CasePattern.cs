using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Oft.Lab.Verification;

/// <summary>A path or name with placeholders of a case: <c>{field}</c>, <c>{field.sub.0}</c>, <c>{list.*}</c>, <c>{*1}</c>.</summary>
public static partial class CasePattern
{
    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder { get; }

    /// <summary>The names a pattern stands for in this case: none where a field is null or absent, several for a list.</summary>
    public static IReadOnlyList<string> Expand(string pattern, JsonElement value, IReadOnlyList<string> stars) => Fill(pattern, Holes(pattern), value, stars);

    /// <summary>The names among <paramref name="known"/> of the pattern's form; a placeholder that is no field of the case is free.</summary>
    /// <returns>Each name, with what its free placeholders stand for.</returns>
    public static IEnumerable<(string Name, IReadOnlyDictionary<string, string> Free)> Match(string pattern, JsonElement value, IReadOnlyList<string> stars, IEnumerable<string> known)
    {
        var holes = Holes(pattern);
        var free = holes.Where(x => !x.StartsWith('*') && value.Member(x.Split('.')[0]) is null).ToList();
        var regexes = Fill(pattern, holes.Except(free), value, stars).Select(x => new Regex(FreeForm(x, free))).ToList();
        foreach (var name in known)
            if (regexes.Select(x => x.Match(name)).FirstOrDefault(x => x.Success) is { } match)
                yield return (name, free.Select((x, i) => (x, match.Groups[$"f{i}"].Value)).ToDictionary(x => x.x, x => x.Value));
    }

    private static List<string> Holes(string pattern) => [.. Placeholder.Matches(pattern).Select(x => x.Groups[1].Value).Distinct()];

    private static List<string> Fill(string pattern, IEnumerable<string> holes, JsonElement value, IReadOnlyList<string> stars)
    {
        List<string> names = [pattern];
        foreach (var hole in holes)
        {
            var texts = Texts(hole, value, stars).ToList();
            names = [.. names.SelectMany(name => texts.Select(text => name.Replace($"{{{hole}}}", text)))];
        }
        return names;
    }

    private static string FreeForm(string pattern, List<string> free)
    {
        var regex = new StringBuilder("^").Append(Regex.Escape(pattern));
        for (var i = 0; i < free.Count; i++)
        {
            var escaped = Regex.Escape($"{{{free[i]}}}");
            var first = regex.ToString().IndexOf(escaped, StringComparison.Ordinal);
            regex.Remove(first, escaped.Length).Insert(first, $"(?<f{i}>.+?)").Replace(escaped, $@"\k<f{i}>");
        }
        return regex.Append('$').ToString();
    }

    private static IEnumerable<string> Texts(string hole, JsonElement value, IReadOnlyList<string> stars)
    {
        if (hole.StartsWith('*') && int.TryParse(hole.AsSpan(1), out var star))
            return star >= 1 && star <= stars.Count ? [stars[star - 1]] : throw new VerifyException($"'{{{hole}}}': the path of the cases has {stars.Count} stars.");
        IEnumerable<JsonElement> values = [value];
        foreach (var step in hole.Split('.'))
            values = values.SelectMany(x => Step(x, step));
        return values.Select(x => x.PathText).OfType<string>();
    }

    private static IEnumerable<JsonElement> Step(JsonElement value, string step)
    {
        if (step == "*")
            return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(x => x.Value) : [];
        if (value.ValueKind == JsonValueKind.Array && int.TryParse(step, out var i) && i >= 0 && i < value.GetArrayLength()) return [value[i]];
        return value.Member(step) is { } member ? [member] : [];
    }
}
