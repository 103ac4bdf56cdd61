using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace Oft.Formats;

/// <summary>A file mapped into memory for reading: what is never touched is never read. Or bytes that are in memory already.</summary>
/// <remarks>Who shortens the file while it is mapped ends this process; replace a file under a new name instead.</remarks>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? map;
    private readonly MemoryMappedViewAccessor? view;
    private readonly byte* start;
    private readonly MemoryHandle pinned;
    private bool closed;

    public MappedFile(string path)
    {
        Path = path;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Length = stream.Length;
        if (Length == 0) return;                                                // an empty file cannot be mapped
        map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* pointer = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        start = pointer + view.PointerOffset;
    }

    public MappedFile(string name, ReadOnlyMemory<byte> bytes)
    {
        (Path, Length) = (name, bytes.Length);
        pinned = bytes.Pin();
        start = (byte*)pinned.Pointer;
    }

    public string Path { get; }

    /// <summary>False for bytes that are in memory only.</summary>
    public bool IsOnDisk => map is not null;

    public long Length { get; }

    /// <summary>The bytes at a position, which the caller has already found to lie inside.</summary>
    public ReadOnlySpan<byte> Slice(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - offset);
        if (length > int.MaxValue)
            throw new DamagedFileException(Path, FileFault.Limit, $"{length} bytes in one array; expected at most {int.MaxValue}.");
        return new ReadOnlySpan<byte>(start + offset, (int)length);
    }

    public void Dispose()
    {
        if (closed) return;
        closed = true;
        pinned.Dispose();
        view?.SafeMemoryMappedViewHandle.ReleasePointer();
        view?.Dispose();
        map?.Dispose();
    }
}
