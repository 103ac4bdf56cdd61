using System.Text.Json;

namespace Oft.Formats.Safetensors;

/// <summary>The weights of a checkpoint folder: one safetensors file, or the shards its index names.</summary>
/// <remarks>Upstream: transformers writes <c>model.safetensors.index.json</c> with <c>weight_map</c> (name to file) once a model passes its shard size.</remarks>
public sealed class ShardedSafetensors : ITensorFile
{
    private const string Index = "model.safetensors.index.json";
    private const string Single = "model.safetensors";
    private readonly Dictionary<string, SafetensorsFile> shards = [];
    private readonly Dictionary<string, SafetensorsFile> owners = [];
    private readonly Dictionary<string, TensorEntry> tensors = [];

    private ShardedSafetensors()
    {
    }

    /// <summary>Opens <c>model.safetensors</c> or the shards of <c>model.safetensors.index.json</c>, whichever the folder has.</summary>
    /// <exception cref="FileNotFoundException">The folder has neither, or a shard is missing.</exception>
    /// <exception cref="DamagedFileException">A shard or the index is damaged, or they disagree.</exception>
    public static ShardedSafetensors Open(string folder)
    {
        var index = System.IO.Path.Combine(folder, Index);
        var single = System.IO.Path.Combine(folder, Single);
        var opened = new ShardedSafetensors();
        try
        {
            if (File.Exists(index)) opened.AddIndexed(folder, index);
            else if (File.Exists(single)) opened.Add(single);
            else throw new FileNotFoundException($"{folder} has neither {Index} nor {Single}.");
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorEntry> Tensors => tensors;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(string name) => owners.TryGetValue(name, out var owner)
        ? owner.Bytes(name)
        : throw new KeyNotFoundException($"'{name}' is in none of {string.Join(", ", shards.Keys)}.");

    /// <inheritdoc/>
    public (string Path, long Offset)? Place(string name) => owners.TryGetValue(name, out var owner) ? owner.Place(name) : null;

    /// <summary>Closes every shard.</summary>
    public void Dispose()
    {
        foreach (var shard in shards.Values) shard.Dispose();
    }

    private void AddIndexed(string folder, string index)
    {
        var (map, totalSize) = ReadIndex(index);
        foreach (var file in map.Values.Distinct())
            Add(System.IO.Path.Combine(folder, file));
        foreach (var (name, file) in map)
            if (!owners.TryGetValue(name, out var owner) || System.IO.Path.GetFileName(owner.Path) != file)
                throw new DamagedFileException(index, FileFault.Name, $"'{name}' should be in {file}, and is not.");
        if (tensors.Count != map.Count)
            throw new DamagedFileException(index, FileFault.Name, $"the shards hold {tensors.Count} arrays, the index names {map.Count}; not named: {tensors.Keys.First(x => !map.ContainsKey(x))}.");
        var bytes = tensors.Values.Sum(x => x.ByteLength);
        if (totalSize is { } expected && expected != bytes)
            throw new DamagedFileException(index, FileFault.Shape, $"total_size says {expected} bytes, the shards hold {bytes}.");
    }

    private void Add(string path)
    {
        var shard = SafetensorsFile.Open(path);
        shards.Add(System.IO.Path.GetFileName(path), shard);
        foreach (var (name, entry) in shard.Tensors)
        {
            if (!tensors.TryAdd(name, entry))
                throw new DamagedFileException(path, FileFault.Name, $"'{name}' stands in another shard too.");
            owners[name] = shard;
        }
    }

    private static (Dictionary<string, string> Map, long? TotalSize) ReadIndex(string index)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(index), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            var map = new Dictionary<string, string>();
            foreach (var member in document.RootElement.GetProperty("weight_map").EnumerateObject())
            {
                var file = member.Value.GetString() ?? "";
                if (file != System.IO.Path.GetFileName(file) || file is "" or "." or "..")
                    throw new DamagedFileException(index, FileFault.Name, $"'{member.Name}' names the shard '{file}'; a shard lies beside its index.");
                map.Add(member.Name, file);
            }
            return (map, document.RootElement.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("total_size", out var size) ? size.GetInt64() : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new DamagedFileException(index, FileFault.Header, $"expected a JSON object with weight_map: {e.Message}", e);
        }
    }
}
