using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Oft.Host.Documents;

namespace Oft.Host.Running;

/// <summary>Compares what a notebook shows with what its file holds, leaving out what changes by nature.</summary>
public static partial class OutputComparison
{
    /// <summary>Compares cell by cell.</summary>
    /// <param name="stored">The file; where no cell has an output, only errors count.</param>
    /// <param name="ran">The same notebook after a run, the cell that sets parameters not counted.</param>
    /// <returns>How many cells were compared, and a sentence for each that differs.</returns>
    public static (int Compared, IReadOnlyList<string> Differences) Compare(NotebookDocument stored, NotebookDocument ran)
    {
        var bare = stored.Cells.All(cell => cell.Outputs.Count == 0);
        var (compared, differences) = (0, new List<string>());
        for (var i = 0; i < stored.Cells.Count && i < ran.Cells.Count; i++)
        {
            var (before, after) = (stored.Cells[i], ran.Cells[i]);
            if (before.Kind != CellKind.Code) continue;
            var expectsError = before.Tags.Contains("raises-exception") || before.Outputs.Any(IsError);
            if (after.Outputs.FirstOrDefault(IsError) is { } error && !expectsError) differences.Add($"cell {RunPlan.Number(stored, i)}: {error["ename"]}: {error["evalue"]}");
            else if (!bare && !before.Tags.Contains("unstable"))
            {
                compared++;
                if (Difference(Lines(before), Lines(after)) is { } difference) differences.Add($"cell {RunPlan.Number(stored, i)}: {difference}");
            }
        }
        return (compared, differences);
    }

    /// <summary>The outputs of a cell as lines of text, with what changes from run to run masked.</summary>
    public static IReadOnlyList<string> Lines(NotebookCell cell) => [.. cell.Outputs.SelectMany(output => Text((JsonObject)output!)).SelectMany(text => Masked(text).Split('\n'))];

    private static bool IsError(JsonNode? output) => (string?)output!["output_type"] == "error";

    private static string? Difference(IReadOnlyList<string> expected, IReadOnlyList<string> came)
    {
        for (var i = 0; i < Math.Max(expected.Count, came.Count); i++)
        {
            var (one, other) = (i < expected.Count ? expected[i] : "(nothing)", i < came.Count ? came[i] : "(nothing)");
            if (one == other) continue;
            var at = Math.Max(0, one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count() - 30);
            return $"line {i + 1} of its output: expected '{Part(one, at)}', got '{Part(other, at)}'.";
        }
        return null;
    }

    private static string Part(string line, int at) => line.Length - at <= 100 ? line[at..] : line[at..(at + 99)] + "…";

    private static IEnumerable<string> Text(JsonObject output) => (string)output["output_type"]! switch
    {
        "stream" => [$"[{output["name"]}]", NotebookJson.Text(output["text"])],
        "error" => [$"[error] {output["ename"]}: {output["evalue"]}"],
        var kind => ((JsonObject)output["data"]!).OrderBy(one => one.Key, StringComparer.Ordinal).SelectMany(one => (string[])[$"[{kind} {one.Key}]", one.Value is JsonObject or JsonArray && NotebookRules.IsJson(one.Key) ? one.Value.ToJsonString() : one.Value is JsonValue value && !value.TryGetValue<string>(out _) ? value.ToJsonString() : NotebookJson.Text(one.Value)]),
    };

    private static string Masked(string text) => Address().Replace(Id().Replace(Span().Replace(Moment().Replace(text.ReplaceLineEndings("\n"), "DATE"), "TIME"), "ID"), "ADDRESS");

    [GeneratedRegex(@"\b\d+(?:[.,]\d+)? ?(?:ms|µs|us|ns|s|min|seconds?|minutes?)\b")]
    private static partial Regex Span();

    [GeneratedRegex(@"\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")]
    private static partial Regex Moment();

    [GeneratedRegex(@"\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Id();

    [GeneratedRegex(@"\b0x[0-9a-fA-F]{6,16}\b")]
    private static partial Regex Address();
}
