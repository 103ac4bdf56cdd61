using Oft.Host.Documents;

namespace Oft.Host.Scripting;

/// <summary>Cuts the text of a cell into code and directives.</summary>
/// <remarks>
/// Only column 0 counts, even inside a raw string. Lines keep their numbers: what is not code becomes a blank line. Packages
/// (<c>#r "nuget:…"</c>) move before the code they stand in, back to the last change of language. All directives are looked at
/// before any of the cell runs.
/// </remarks>
public static class CellSplitter
{
    /// <summary>Directives that do something where they stand.</summary>
    public static IReadOnlyDictionary<string, string> Actions { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["#!about"] = "shows host, version and runtime",
        ["#!import"] = "runs a file: .ipynb, .dib, .cs, .csx, .html, .js, .md",
        ["#!lsmagic"] = "lists these directives",
        ["#!set"] = "sets a variable: --name NAME --value VALUE|@language:name|@input:\"prompt\"|@password [--byref] [--mime-type TYPE]",
        ["#!share"] = "brings a variable here: NAME --from LANGUAGE [--as NAME] [--mime-type TYPE]",
        ["#!time"] = "says how long the cell took",
        ["#!who"] = "lists variables",
        ["#!whos"] = "lists variables with types and values",
        ["#i"] = "adds a package source: #i \"nuget:SOURCE\"",
        ["#r"] = "adds a package or an assembly: #r \"nuget:NAME, VERSION\", #r \"FILE.dll\"",
    };

    /// <summary>Cuts a cell.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="language">The language it begins in.</param>
    /// <exception cref="CellFault">A directive is unknown, or a language is not offered; nothing of the cell has run.</exception>
    public static IReadOnlyList<CellPart> Split(string text, string language)
    {
        var (parts, code) = (new List<CellPart>(), new List<string>());
        var (first, start, lines) = (0, 0, text.ReplaceLineEndings("\n").Split('\n'));
        Directive? selector = null;
        if (!Languages.Offered.Contains(language)) throw NotOffered(language, 1);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!IsDirective(lines[i]))
            {
                code.Add(lines[i]);
                continue;
            }
            var directive = Directive.Parse(lines[i], i + 1);
            if (directive.Name.StartsWith("#!", StringComparison.Ordinal) && Languages.Find(directive.Name[2..]) is { } chosen)
            {
                if (!Languages.Offered.Contains(chosen)) throw NotOffered(chosen, i + 1);
                Code();
                (language, selector, first) = (chosen, directive, parts.Count);
                start = i + 1;
            }
            else if (directive.Name is "#r" or "#i")
            {
                parts.Insert(first++, new CellPart(language, null, directive));
                code.Add("");
            }
            else if (Actions.ContainsKey(directive.Name))
            {
                Code();
                parts.Add(new CellPart(language, null, directive));
                start = i + 1;
            }
            else throw new CellFault("UnknownDirective", $"({i + 1},1): error DNI101: unknown magic command '{directive.Name}'; there are: {string.Join(", ", [.. Languages.Offered.Select(name => "#!" + name), .. Actions.Keys])}.");
        }
        Code();
        return parts;

        void Code()
        {
            var body = string.Join('\n', code);
            code.Clear();
            if (string.IsNullOrWhiteSpace(body) && selector?.Words.Count is null or 0) return;
            // Compiled code keeps its line numbers; shown text begins where it begins.
            parts.Add(new CellPart(language, language == Languages.CSharp ? new string('\n', start) + body : body, selector));
            selector = null;
        }
    }

    // Plain "#r file.dll" is the compiler's; preprocessor lines (#if, #region, …) are code.
    private static bool IsDirective(string line) =>
        line.StartsWith("#!", StringComparison.Ordinal) || (line.StartsWith("#r", StringComparison.Ordinal) || line.StartsWith("#i", StringComparison.Ordinal)) && line.AsSpan(2).TrimStart().StartsWith("\"nuget:", StringComparison.OrdinalIgnoreCase);

    private static CellFault NotOffered(string language, int line) =>
        new("LanguageNotOffered", $"({line},1): {language} cells are not run by this host, which runs: {string.Join(", ", Languages.Offered)}. Open the notebook in VS Code with the .NET Interactive tool to run them.");
}
