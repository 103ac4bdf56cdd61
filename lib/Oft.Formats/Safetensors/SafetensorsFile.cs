namespace Oft.Formats.Safetensors;

/// <summary>A safetensors file, mapped into memory: opening reads its header, an array is read where it is used.</summary>
public sealed class SafetensorsFile : ITensorFile
{
    private readonly MappedFile file;
    private readonly SafetensorsHeader header;

    private SafetensorsFile(MappedFile file, SafetensorsHeader header) => (this.file, this.header) = (file, header);

    /// <summary>Maps the file and checks that its arrays tile its data.</summary>
    /// <exception cref="DamagedFileException">It is not a safetensors file; the fault says why.</exception>
    public static SafetensorsFile Open(string path) => Open(new MappedFile(path));

    /// <summary>Reads a file that is in memory already, such as an embedded one.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="bytes">All of it; kept in place until this is disposed.</param>
    /// <exception cref="DamagedFileException">It is not a safetensors file; the fault says why.</exception>
    public static SafetensorsFile Open(string name, ReadOnlyMemory<byte> bytes) => Open(new MappedFile(name, bytes));

    private static SafetensorsFile Open(MappedFile file)
    {
        try
        {
            return new SafetensorsFile(file, SafetensorsHeader.Read(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Where it lies.</summary>
    public string Path => file.Path;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorEntry> Tensors => header.Tensors;

    /// <summary>Free text by key; PyTorch's files say <c>format: pt</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata => header.Metadata;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(string name) => Tensors.TryGetValue(name, out var entry)
        ? file.Slice(header.Offsets[name], entry.ByteLength)
        : throw new KeyNotFoundException($"'{name}' is not in {Path}, which holds {Tensors.Count} arrays.");

    /// <inheritdoc/>
    public (string Path, long Offset)? Place(string name) => file.IsOnDisk && header.Offsets.TryGetValue(name, out var offset) ? (Path, offset) : null;

    /// <summary>Unmaps the file; spans taken from it must not be used any more.</summary>
    public void Dispose() => file.Dispose();
}
