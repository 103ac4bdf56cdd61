using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Torch;

/// <summary>Tensors over the bytes of a file, which are read only when they are used.</summary>
/// <remarks>
/// The mapping is private: writing to such a tensor changes this process's memory and never the file. It stays until the last
/// tensor over it, and the last view of one, is gone.
/// </remarks>
public sealed unsafe class MappedTensor : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly string path;
    private readonly byte* start;
    private int users = 1;
    private bool closed;

    private MappedTensor(string path)
    {
        this.path = path;
        Length = new FileInfo(path).Length;
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.CopyOnWrite);
        byte* pointer = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        start = pointer + view.PointerOffset;
    }

    /// <summary>Bytes in the file.</summary>
    public long Length { get; }

    /// <summary>Maps a file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is empty.</exception>
    public static MappedTensor Open(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"mapped tensor: {path} is not there.", path);
        if (new FileInfo(path).Length == 0) throw new InvalidDataException($"mapped tensor: {path} is empty.");
        return new MappedTensor(path);
    }

    /// <summary>A tensor over part of the file, contiguous in row-major order.</summary>
    /// <param name="offset">Where it begins, in bytes; a multiple of the size of a number.</param>
    /// <param name="shape">Its lengths.</param>
    /// <param name="type">How the bytes are read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie within the file, or begins amid a number.</exception>
    public Tensor At(long offset, ReadOnlySpan<long> shape, ScalarType type)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        var size = type.ElementSize();
        long bytes = size;
        foreach (var length in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(shape));
            bytes = length == 0 ? 0 : bytes > long.MaxValue / length ? long.MaxValue : bytes * length;
        }
        if (offset < 0 || offset > Length || bytes > Length - offset)
            throw new ArgumentOutOfRangeException(nameof(offset), $"mapped tensor: {type} [{string.Join(", ", shape.ToArray())}] at byte {offset} needs {bytes} bytes, {path} has {Length}.");
        if ((nint)(start + offset) % size != 0)
            throw new ArgumentOutOfRangeException(nameof(offset), $"mapped tensor: expected a multiple of {size} for {type}, got byte {offset} of {path}.");
        Interlocked.Increment(ref users);
        return OverMemory(start + offset, shape, type, &Done, GCHandle.ToIntPtr(GCHandle.Alloc(this)));
    }

    /// <summary>Closes the file once no tensor needs it.</summary>
    public void Dispose()
    {
        if (closed) return;
        closed = true;
        Leave();
    }

    [UnmanagedCallersOnly]
    private static void Done(nint context)
    {
        var handle = GCHandle.FromIntPtr(context);
        var mapped = (MappedTensor)handle.Target!;
        handle.Free();
        mapped.Leave();
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref users) > 0) return;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
