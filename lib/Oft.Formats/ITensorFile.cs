namespace Oft.Formats;

/// <summary>An open file, or set of files, of named arrays. Spans are valid until it is disposed.</summary>
public interface ITensorFile : IDisposable
{
    /// <summary>Every array by name.</summary>
    IReadOnlyDictionary<string, TensorEntry> Tensors { get; }

    /// <summary>The bytes of one array, row-major and little-endian.</summary>
    /// <param name="name">A key of <see cref="Tensors"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no array of this name.</exception>
    ReadOnlySpan<byte> Bytes(string name);

    /// <summary>Where the bytes of one array lie on disk, as they are: the file and the position in it; null where they are packed or in memory only.</summary>
    /// <param name="name">A key of <see cref="Tensors"/>.</param>
    (string Path, long Offset)? Place(string name) => null;
}
