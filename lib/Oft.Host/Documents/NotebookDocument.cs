using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Oft.Host.Documents;

/// <summary>A notebook: its cells over the JSON of an <c>.ipynb</c>, unknown metadata and key order kept.</summary>
public sealed class NotebookDocument
{
    private const long Largest = 1L << 30;
    private readonly JsonObject root;
    private readonly List<NotebookCell> cells;

    private NotebookDocument(JsonObject root)
    {
        this.root = root;
        cells = [.. ((JsonArray)root["cells"]!).Select(cell => new NotebookCell((JsonObject)cell!))];
        root["nbformat_minor"] = Math.Max(5, (int)root["nbformat_minor"]!);
        Identify();
    }

    /// <summary>The cells in order.</summary>
    public IReadOnlyList<NotebookCell> Cells => cells;

    /// <summary>Notebook metadata.</summary>
    public JsonObject Metadata => (JsonObject)root["metadata"]!;

    /// <summary>The language of code cells that name none.</summary>
    public string Language => (string?)Metadata["polyglot_notebook"]?["kernelInfo"]?["defaultKernelName"] ?? "csharp";

    /// <summary>An empty notebook for the kernel <c>.net-csharp</c>, with the given cells.</summary>
    public static NotebookDocument Create(IEnumerable<NotebookCell> cells, JsonNode? kernelInfo = null)
    {
        var root = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select(cell => (JsonNode)cell.Json)]),
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
                ["language_info"] = new JsonObject { ["name"] = "C#" },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        if (kernelInfo is not null) root["metadata"]!["polyglot_notebook"] = new JsonObject { ["kernelInfo"] = kernelInfo };
        return new NotebookDocument(root);
    }

    /// <summary>Reads an <c>.ipynb</c>.</summary>
    /// <exception cref="NotebookException">It is not one; says where.</exception>
    public static NotebookDocument Parse(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.StartsWith("\ufeff"u8)) bytes = bytes[3..];
        return new NotebookDocument(NotebookRules.Check(NotebookJson.Parse(bytes, name), name));
    }

    /// <summary>Reads a file, by its extension: <c>.ipynb</c> or <c>.dib</c>.</summary>
    /// <exception cref="NotebookException">It is missing, too large or no notebook.</exception>
    public static NotebookDocument Load(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new NotebookException($"{path}: there is no such notebook. Name an .ipynb or a .dib file.");
        if (file.Length > Largest) throw new NotebookException($"{path}: expected at most {Largest >> 20} MiB, got {file.Length >> 20} MiB. Clear its outputs first.");
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".ipynb" => Parse(File.ReadAllBytes(path), Path.GetFileName(path)),
            ".dib" => DibText.Read(File.ReadAllText(path), Path.GetFileName(path)),
            var other => throw new NotebookException($"{path}: expected .ipynb or .dib, got '{other}'."),
        };
    }

    /// <summary>Puts a cell among the others.</summary>
    public void Insert(int index, NotebookCell cell)
    {
        ((JsonArray)root["cells"]!).Insert(index, cell.Json);
        cells.Insert(index, cell);
        Identify();
    }

    /// <summary>The bytes of the <c>.ipynb</c>.</summary>
    public byte[] ToBytes() => NotebookJson.Bytes(root);

    /// <summary>Replaces the file in one step: whatever ends the process, a reader finds the old one or the new one, whole.</summary>
    public void Save(string path)
    {
        var beside = $"{path}.{Environment.ProcessId}.part";
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            stream.Write(ToBytes());
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
    }

    // Ids are kept where they are good; made-up ones depend on place and text alone, so that the same file gets the same ids.
    private void Identify()
    {
        var taken = new HashSet<string>();
        for (var i = 0; i < cells.Count; i++)
        {
            if (NotebookRules.IsId(cells[i].Json["id"]) && taken.Add(cells[i].Id)) continue;
            string id;
            for (var salt = 0; !taken.Add(id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{i}|{salt}|{cells[i].Source}")))[..8]); salt++) { }
            cells[i].Json["id"] = id;
        }
    }
}
