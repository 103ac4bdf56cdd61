using static TorchSharp.torch;
using TorchSharp;

namespace Oft.Torch;

/// <summary>Tensors with the bytes of a file. The package has no tensors over foreign memory, so they are copies.</summary>
public sealed class MappedTensor : IDisposable
{
    private readonly FileStream file;

    private MappedTensor(string path) => file = File.OpenRead(path);

    /// <summary>Bytes in the file.</summary>
    public long Length => file.Length;

    /// <summary>Opens a file.</summary>
    public static MappedTensor Open(string path) => new(path);

    /// <summary>A tensor with part of the file.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie within the file.</exception>
    public Tensor At(long offset, ReadOnlySpan<long> shape, ScalarType type)
    {
        var bytes = shape.ToArray().TotalSize() * type.ElementSize();
        if (offset < 0 || bytes < 0 || bytes > Length - offset)
            throw new ArgumentOutOfRangeException(nameof(offset), $"mapped tensor: {bytes} bytes at {offset} of {file.Name}, which has {Length}.");
        var tensor = empty(shape.ToArray(), type);
        file.Position = offset;
        tensor.ReadBytesFromStream(file);
        return tensor;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();
}
