using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Oft.Formats.Safetensors;

namespace Oft.Lab.Verification;

/// <summary>One verify.json and the files beside it.</summary>
public sealed class VerifyFolder : IDisposable
{
    private readonly Dictionary<string, JsonElement> documents = [];
    private readonly Dictionary<string, SafetensorsFile> tensors = [];

    /// <summary>Parses the file.</summary>
    /// <param name="file">Path of a verify.json.</param>
    /// <param name="needs">Where to find what lies outside the folder.</param>
    /// <exception cref="VerifyException">It is no JSON object with layout and version 1.</exception>
    public VerifyFolder(string file, VerifyNeeds needs)
    {
        Path = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file))!;
        Json = Document(System.IO.Path.GetFileName(file));
        Layout = Json.Text("layout") ?? throw new VerifyException("it names no layout.");
        Title = Json.Text("title") ?? "";
        var version = Json.Member("version") is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : "none";
        if (version != "1") throw new VerifyException($"layout '{Layout}' has version {version}; known: 1.");
        Needs = [.. (Json.Member("needs") is { ValueKind: JsonValueKind.Object } members ? members.EnumerateObject() : default)
            .Select(x => VerifyNeed.Find(x.Name, x.Value, Path, needs))];
        Groups = [.. (Json.Member("groups") is { ValueKind: JsonValueKind.Array } groups ? groups.EnumerateArray() : default)
            .Select(x => new VerifyGroup(this, x))];
    }

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>Which layout checks it.</summary>
    public string Layout { get; }

    /// <summary>The folder in words.</summary>
    public string Title { get; }

    /// <summary>The whole file.</summary>
    public JsonElement Json { get; }

    /// <summary>Rules and seeds that hold for the whole folder, or null.</summary>
    public JsonElement? Parameters => Json.Member("parameters");

    /// <summary>What lies outside, found or not.</summary>
    public IReadOnlyList<VerifyNeed> Needs { get; }

    /// <summary>The groups, in the file's order; empty for layouts with members of their own.</summary>
    public IReadOnlyList<VerifyGroup> Groups { get; }

    /// <summary>A file of the folder.</summary>
    public string this[string path] => System.IO.Path.Combine(Path, path);

    /// <summary>A .json, .json.gz or .jsonl file of the folder (lines become a list), read once.</summary>
    public JsonElement Document(string path)
    {
        if (documents.TryGetValue(path, out var known)) return known;
        var bytes = File.ReadAllBytes(this[path]);
        if (path.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var plain = new MemoryStream();
            using (var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)) gzip.CopyTo(plain);
            bytes = plain.ToArray();
        }
        if (path.EndsWith(".jsonl", StringComparison.Ordinal))
            bytes = Encoding.UTF8.GetBytes($"[{string.Join(",", Encoding.UTF8.GetString(bytes).Split('\n').Where(x => x.Trim().Length > 0))}]");
        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 64 });
        return documents[path] = document.RootElement.Clone();
    }

    /// <summary>A safetensors file of the folder, opened once.</summary>
    public SafetensorsFile Tensors(string path) =>
        tensors.TryGetValue(path, out var known) ? known : tensors[path] = SafetensorsFile.Open(this[path]);

    /// <summary>Closes the tensor files.</summary>
    public void Dispose()
    {
        foreach (var file in tensors.Values) file.Dispose();
    }
}
