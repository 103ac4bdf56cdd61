using System.Text.Json.Nodes;

namespace Oft.Host.Documents;

/// <summary>One cell: a view on its JSON, so that what this host does not know stays as it was.</summary>
public sealed class NotebookCell
{
    internal NotebookCell(JsonObject json) => Json = json;

    /// <summary>The cell as it is written.</summary>
    public JsonObject Json { get; }

    /// <summary>Its name in the file, 1 to 64 letters, digits, <c>-</c> and <c>_</c>.</summary>
    public string Id => (string)Json["id"]!;

    /// <summary>What it is.</summary>
    public CellKind Kind => (string)Json["cell_type"]! switch { "code" => CellKind.Code, "markdown" => CellKind.Markdown, _ => CellKind.Raw };

    /// <summary>Its text, lines parted by <c>\n</c>.</summary>
    public string Source
    {
        get => NotebookJson.Text(Json["source"]);
        set => Json["source"] = NotebookJson.Lines(value);
    }

    /// <summary>Cell metadata.</summary>
    public JsonObject Metadata => (JsonObject)Json["metadata"]!;

    /// <summary>Tags, as Jupyter keeps them.</summary>
    public IEnumerable<string> Tags => Metadata["tags"] is JsonArray tags ? tags.Select(tag => (string)tag!) : [];

    /// <summary>What a code cell showed; empty for other kinds.</summary>
    public JsonArray Outputs
    {
        get => Json["outputs"] as JsonArray ?? [];
        set => Json["outputs"] = value;
    }

    /// <summary>The number in the brackets, null before the cell has run.</summary>
    public int? ExecutionCount
    {
        get => (int?)Json["execution_count"];
        set => Json["execution_count"] = value;
    }

    /// <summary>The language its metadata names, null where it leaves that to the notebook.</summary>
    public string? Language
    {
        get => (string?)Metadata["polyglot_notebook"]?["kernelName"] ?? (string?)Metadata["dotnet_interactive"]?["language"];
        init
        {
            if (value is null) return;
            Metadata["dotnet_interactive"] = new JsonObject { ["language"] = value };
            Metadata["polyglot_notebook"] = new JsonObject { ["kernelName"] = value };
        }
    }

    /// <summary>A new cell.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="source">Its text.</param>
    /// <param name="id">Its name in the file.</param>
    /// <param name="language">Written into the metadata, where .NET Interactive looks for it.</param>
    public static NotebookCell Create(CellKind kind, string source, string id, string? language = null)
    {
        var json = new JsonObject { ["cell_type"] = kind.ToString().ToLowerInvariant() };
        if (kind == CellKind.Code) json["execution_count"] = null;
        json["id"] = id;
        json["metadata"] = new JsonObject();
        if (kind == CellKind.Code) json["outputs"] = new JsonArray();
        json["source"] = NotebookJson.Lines(source);
        return new NotebookCell(json) { Language = language };
    }
}
