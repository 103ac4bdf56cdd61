using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Oft.Formats.Safetensors;

/// <summary>Writes a safetensors file array by array, so that a model never stands in memory twice.</summary>
/// <remarks>
/// Everything goes to a file beside the target; <see cref="Complete"/> gives it its name, so a run that dies leaves no half checkpoint.
/// Arrays lie by falling element size, then by name, as the format's own library lays them: every one is aligned to its elements.
/// </remarks>
public sealed class SafetensorsWriter : IDisposable
{
    private readonly string path;
    private readonly string unfinished;
    private readonly SafeFileHandle handle;
    private readonly Dictionary<string, (TensorEntry Entry, long Offset)> missing = [];
    private bool complete;

    /// <summary>Opens the target and writes the header.</summary>
    /// <param name="path">Replaced when <see cref="Complete"/> is called.</param>
    /// <param name="tensors">Every array that will be written, in any order.</param>
    /// <param name="metadata">Free text by key; <c>format: pt</c> when null, as PyTorch's loaders expect.</param>
    /// <exception cref="ArgumentException">A name stands twice or is <c>__metadata__</c>.</exception>
    public SafetensorsWriter(string path, IEnumerable<TensorEntry> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        (this.path, unfinished) = (path, path + ".unfinished");
        var ordered = tensors.OrderByDescending(x => x.Type.Size).ThenBy(x => x.Name, StringComparer.Ordinal).ToList();
        var header = Header(ordered, metadata ?? new Dictionary<string, string> { ["format"] = "pt" });
        var at = (long)header.Length;
        foreach (var entry in ordered)
        {
            if (entry.Name == "__metadata__" || !missing.TryAdd(entry.Name, (entry, at)))
                throw new ArgumentException($"{path}: the name '{entry.Name}' cannot stand here, or stands twice.", nameof(tensors));
            at += entry.ByteLength;
        }
        handle = File.OpenHandle(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, preallocationSize: at);
        RandomAccess.Write(handle, header, 0);
    }

    /// <summary>Writes a whole file of arrays already in memory.</summary>
    public static void Write(string path, IReadOnlyCollection<(TensorEntry Entry, ReadOnlyMemory<byte> Bytes)> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var writer = new SafetensorsWriter(path, tensors.Select(x => x.Entry), metadata);
        foreach (var (entry, bytes) in tensors) writer.Write(entry.Name, bytes.Span);
        writer.Complete();
    }

    /// <summary>Writes one array, once.</summary>
    /// <param name="name">One of the names given at the start.</param>
    /// <param name="bytes">Row-major, little-endian, as many as its shape needs.</param>
    /// <exception cref="ArgumentException">The name is unknown or done already, or the length is another.</exception>
    public void Write(string name, ReadOnlySpan<byte> bytes)
    {
        if (!missing.TryGetValue(name, out var place))
            throw new ArgumentException($"{path}: '{name}' was not announced, or is written already.", nameof(name));
        if (bytes.Length != place.Entry.ByteLength)
            throw new ArgumentException($"{path}: {place.Entry} needs {place.Entry.ByteLength} bytes, got {bytes.Length}.", nameof(bytes));
        RandomAccess.Write(handle, bytes, place.Offset);
        missing.Remove(name);
    }

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="InvalidOperationException">An announced array was not written.</exception>
    public void Complete()
    {
        if (missing.Count > 0)
            throw new InvalidOperationException($"{path}: {missing.Count} announced arrays were not written, among them '{missing.Keys.First()}'.");
        RandomAccess.FlushToDisk(handle);
        handle.Dispose();
        File.Move(unfinished, path, overwrite: true);
        complete = true;
    }

    /// <summary>Removes the unfinished file where <see cref="Complete"/> was not reached.</summary>
    public void Dispose()
    {
        handle.Dispose();
        if (!complete) File.Delete(unfinished);
    }

    private static byte[] Header(List<TensorEntry> ordered, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (key, value) in metadata.OrderBy(x => x.Key, StringComparer.Ordinal)) json.WriteString(key, value);
            json.WriteEndObject();
            var at = 0L;
            foreach (var entry in ordered)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", SafetensorsTypes.Name(entry.Type));
                json.WriteStartArray("shape");
                foreach (var size in entry.Shape) json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                json.WriteNumberValue(at += entry.ByteLength);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        var length = (buffer.WrittenCount + 7) / 8 * 8;                         // blanks up to a multiple of 8 keep the data aligned
        var header = new byte[8 + length];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)length);
        buffer.WrittenSpan.CopyTo(header.AsSpan(8));
        header.AsSpan(8 + buffer.WrittenCount).Fill((byte)' ');
        return header;
    }
}
