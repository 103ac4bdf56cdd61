using System.Text;
using System.Text.Json.Nodes;

namespace Oft.Host.Documents;

/// <summary>Notebooks as plain text, <c>.dib</c>: a line <c>#!language</c> begins a cell; outputs are not kept.</summary>
public static class DibText
{
    private const string Meta = "#!meta";

    /// <summary>Reads a <c>.dib</c>.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="NotebookException">Its <c>#!meta</c> is not JSON.</exception>
    public static NotebookDocument Read(string text, string name)
    {
        var (cells, lines) = (new List<NotebookCell>(), new List<string>());
        JsonNode? info = null;
        var selector = "";                                                      // of the lines being collected; "" before the first one
        string? assumed = null;
        foreach (var line in (string?[])[.. text.ReplaceLineEndings("\n").TrimStart('\ufeff').Split('\n'), null])
        {
            if (line is not null && !IsSelector(line) && line.TrimEnd() != Meta)
            {
                lines.Add(line);
                continue;
            }
            var body = Trimmed(lines);
            if (selector == Meta)
            {
                info = Info(body, name);
                assumed = (string?)info?["defaultKernelName"];
            }
            else if (body.Length > 0 || selector.Length > 0) cells.Add(Cell(selector, body, assumed ?? Languages.CSharp, cells.Count));
            (selector, lines) = (line?.TrimEnd() ?? "", []);
        }
        return NotebookDocument.Parse(NotebookDocument.Create(cells, info?.DeepClone()).ToBytes(), name);
    }

    /// <summary>Writes a <c>.dib</c>.</summary>
    /// <exception cref="NotebookException">A cell of prose holds a line that would begin another cell.</exception>
    public static string Write(NotebookDocument document)
    {
        var info = document.Metadata["polyglot_notebook"]?["kernelInfo"]?.DeepClone() ?? new JsonObject
        {
            ["defaultKernelName"] = document.Language,
            ["items"] = new JsonArray(new JsonObject { ["name"] = "csharp", ["languageName"] = "C#", ["aliases"] = new JsonArray("C#", "c#") }),
        };
        var text = new StringBuilder($"{Meta}\n\n{new JsonObject { ["kernelInfo"] = info }.ToJsonString()}\n\n");
        for (var i = 0; i < document.Cells.Count; i++)
        {
            var cell = document.Cells[i];
            var source = cell.Source.ReplaceLineEndings("\n").Trim('\n');
            if (cell.Kind != CellKind.Code && source.Split('\n').FirstOrDefault(line => IsSelector(line) || line.TrimEnd() == Meta) is { } line)
                throw new NotebookException($"cell {i + 1}: its line '{line}' would begin a new cell in a .dib. Indent the line by a space.");
            // A cell whose text names its language already says so once.
            if (!(cell.Kind == CellKind.Code && IsSelector(source.Split('\n')[0]))) text.Append($"#!{(cell.Kind == CellKind.Code ? cell.Language ?? document.Language : cell.Kind.ToString().ToLowerInvariant())}\n\n");
            text.Append(source).Append("\n\n");
        }
        return text.ToString();
    }

    private static NotebookCell Cell(string selector, string body, string assumed, int index)
    {
        var (name, options) = selector.Length == 0 ? (assumed, "") : (selector[2..].Split(' ', 2)[0], selector);
        var id = $"cell-{index + 1}";
        if (name is "markdown") return NotebookCell.Create(CellKind.Markdown, body, id);
        if (name is "raw") return NotebookCell.Create(CellKind.Raw, body, id);
        var language = Languages.Find(name)!;
        // Other hosts do not see metadata, so another language is named in the text too; so are options of the selector.
        var said = language == Languages.CSharp && !options.Contains(' ') ? body : $"{(options.Length > 0 ? options : "#!" + name)}\n{body}";
        return NotebookCell.Create(CellKind.Code, said, id, language);
    }

    // "#!markdown", "#!csharp", "#!value --name x": the first word alone decides.
    private static bool IsSelector(string line) => line.StartsWith("#!", StringComparison.Ordinal) && line[2..].Split(' ', 2)[0].TrimEnd() is var word && (word == "raw" || Languages.Find(word) is not null);

    private static JsonNode? Info(string body, string name)
    {
        if (NotebookJson.Parse(Encoding.UTF8.GetBytes(body), $"{name}: {Meta}") is not JsonObject meta) throw new NotebookException($"{name}: {Meta}: expected an object, got {body}.");
        if (meta["kernelInfo"] is not JsonObject info) return null;
        if (info["defaultKernelName"] is not (null or JsonValue)) throw new NotebookException($"{name}: {Meta}: expected a string as defaultKernelName, got {info["defaultKernelName"]}.");
        return info;
    }

    private static string Trimmed(List<string> lines) => string.Join('\n', lines).Trim('\n').TrimEnd();
}
