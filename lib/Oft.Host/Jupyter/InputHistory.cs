using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace Oft.Host.Jupyter;

/// <summary>What was typed in this session.</summary>
internal sealed class InputHistory
{
    private readonly List<(int Line, string Input)> entries = [];

    /// <summary>Adds a cell.</summary>
    public void Add(int line, string input)
    {
        lock (entries) entries.Add((line, input));
    }

    /// <summary>Answers a request: the last ones, a range of lines, or what matches a pattern with <c>*</c> and <c>?</c>.</summary>
    public JsonArray Answer(JsonObject request)
    {
        List<(int Line, string Input)> found;
        lock (entries) found = [.. entries];
        switch (Text(request["hist_access_type"]))
        {
            case "range":
                var (start, stop) = (Number(request["start"]) ?? 0, Number(request["stop"]) ?? int.MaxValue);
                // Sessions before this one are not kept.
                found = Number(request["session"]) is null or 0 ? [.. found.Where(entry => entry.Line >= start && entry.Line < stop)] : [];
                break;
            case "search":
                found = [.. found.Where(entry => FileSystemName.MatchesSimpleExpression(Text(request["pattern"]) ?? "*", entry.Input, ignoreCase: false))];
                if (request["unique"] is JsonValue unique && unique.TryGetValue(out bool only) && only) found = [.. found.AsEnumerable().Reverse().DistinctBy(entry => entry.Input).Reverse()];
                break;
        }
        if (Number(request["n"]) is >= 0 and var most) found = [.. found.TakeLast(most)];
        var output = request["output"] is JsonValue wanted && wanted.TryGetValue(out bool both) && both;
        return [.. found.Select(entry => (JsonNode)new JsonArray(0, entry.Line, output ? new JsonArray(entry.Input, null) : entry.Input))];
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
