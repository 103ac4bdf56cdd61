namespace Oft.Host.Documents;

/// <summary>The languages a cell may be in, as .NET Interactive names them.</summary>
public static class Languages
{
    /// <summary>C# script.</summary>
    public const string CSharp = "csharp";

    private static readonly Dictionary<string, string> names = new(StringComparer.Ordinal)
    {
        ["csharp"] = CSharp, ["c#"] = CSharp, ["C#"] = CSharp,
        ["html"] = "html",
        ["javascript"] = "javascript", ["js"] = "javascript",
        ["markdown"] = "markdown",
        ["mermaid"] = "mermaid",
        ["value"] = "value",
        ["fsharp"] = "fsharp", ["f#"] = "fsharp", ["F#"] = "fsharp",
        ["pwsh"] = "pwsh", ["powershell"] = "pwsh",
        ["sql"] = "sql", ["kql"] = "kql", ["http"] = "http",
    };

    /// <summary>What this host runs.</summary>
    public static IReadOnlyList<string> Offered { get; } = [CSharp, "html", "javascript", "markdown", "mermaid", "value"];

    /// <summary>The language behind a name or alias, null where it is none.</summary>
    public static string? Find(string name) => names.GetValueOrDefault(name);
}
