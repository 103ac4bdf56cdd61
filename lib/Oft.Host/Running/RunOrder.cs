using System.Text.Json.Nodes;

namespace Oft.Host.Running;

/// <summary>One notebook to run: what the command hands to the process that runs it.</summary>
public sealed record RunOrder
{
    /// <summary>The notebook, an absolute path.</summary>
    public required string Notebook { get; init; }

    /// <summary>The <c>.ipynb</c> that is written, an absolute path; may be the notebook itself.</summary>
    public required string Output { get; init; }

    /// <summary>Variables to set, and answers to what cells ask.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Seconds a cell may run, compiling not counted; null for no limit.</summary>
    public double? Timeout { get; init; }

    /// <summary>Go on after a cell that failed.</summary>
    public bool AllowErrors { get; init; }

    /// <summary>Number (as in its brackets) or id of the cell to begin with; null for the first.</summary>
    public string? From { get; init; }

    /// <summary>Environment variables that hold in the notebook's process, such as <c>OFT_PROFILE</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>One line of JSON.</summary>
    public string ToLine() => new JsonObject
    {
        ["notebook"] = Notebook,
        ["output"] = Output,
        ["parameters"] = Object(Parameters),
        ["timeout"] = Timeout,
        ["allowErrors"] = AllowErrors,
        ["from"] = From,
        ["environment"] = Object(Environment),
    }.ToJsonString();

    /// <summary>Reads it back.</summary>
    public static RunOrder FromLine(string line)
    {
        var order = JsonNode.Parse(line)!;
        return new RunOrder
        {
            Notebook = (string)order["notebook"]!,
            Output = (string)order["output"]!,
            Parameters = Words(order["parameters"]!),
            Timeout = (double?)order["timeout"],
            AllowErrors = (bool)order["allowErrors"]!,
            From = (string?)order["from"],
            Environment = Words(order["environment"]!),
        };
    }

    private static JsonObject Object(IReadOnlyDictionary<string, string> words) => new(words.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));

    private static Dictionary<string, string> Words(JsonNode words) => words.AsObject().ToDictionary(one => one.Key, one => (string)one.Value!);
}
