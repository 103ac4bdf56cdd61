using static TorchSharp.torch;

namespace TorchSharp;

// TorchSharp's own file format: dtype, number of dimensions, each length, then the bytes in row-major order.
public static partial class TensorExtensionMethods
{
    private const int MostDimensions = 64;

    /// <summary>Writes dtype, shape and numbers.</summary>
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var plain = tensor.detach().cpu().contiguous();
        writer.WriteLength((long)plain.dtype);
        var shape = plain.shape;
        writer.WriteLength(shape.Length);
        foreach (var length in shape) writer.WriteLength(length);
        writer.Flush();
        plain.WriteBytesToStream(writer.BaseStream);
    }

    /// <summary>Writes dtype, shape and numbers to a stream, which stays open.</summary>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    /// <summary>Writes dtype, shape and numbers to a file.</summary>
    public static void Save(this Tensor tensor, string location)
    {
        using var stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Reads numbers into a tensor of the same dtype and shape, wherever it lives.</summary>
    /// <param name="tensor">The tensor that is filled.</param>
    /// <param name="reader">Where <see cref="Save(Tensor, BinaryWriter)"/> wrote.</param>
    /// <param name="skip">Reads over the numbers and leaves the tensor as it is.</param>
    /// <exception cref="ArgumentException">The dtype or the shape differs.</exception>
    /// <exception cref="EndOfStreamException">The numbers end too early.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var (dtype, shape) = ReadHead(reader);
        if (skip)
        {
            SkipBytes(reader, dtype, shape);
            return;
        }
        if (dtype != tensor.dtype || !shape.AsSpan().SequenceEqual(tensor.shape))
            throw new ArgumentException(
                $"expected {tensor.dtype} [{string.Join(", ", tensor.shape)}], the file has {dtype} [{string.Join(", ", shape)}]");
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        if (tensor.device_type == DeviceType.CPU && tensor.is_contiguous())
        {
            tensor.detach().ReadBytesFromStream(reader.BaseStream);
            return;
        }
        var read = empty(shape, dtype);
        read.ReadBytesFromStream(reader.BaseStream);
        tensor.copy_(read);
    }

    /// <summary>Reads a tensor of whatever dtype and shape the file says.</summary>
    /// <param name="reader">Where <see cref="Save(Tensor, BinaryWriter)"/> wrote.</param>
    /// <param name="skip">Reads over the numbers; the tensor that comes back is empty.</param>
    /// <exception cref="EndOfStreamException">The stream has fewer numbers than it says.</exception>
    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        var (dtype, shape) = ReadHead(reader);
        if (skip)
        {
            SkipBytes(reader, dtype, shape);
            return empty([0L], dtype);
        }
        if (reader.BaseStream.CanSeek) ExpectBytes(reader.BaseStream, dtype, shape);
        var tensor = empty(shape, dtype);
        tensor.ReadBytesFromStream(reader.BaseStream);
        return tensor;
    }

    private static (ScalarType, long[]) ReadHead(BinaryReader reader)
    {
        var dtype = (ScalarType)reader.ReadLength();
        if (!Enum.IsDefined(dtype)) throw new InvalidDataException($"no dtype has the number {(long)dtype}");
        var dimensions = reader.ReadLength();
        if (dimensions > MostDimensions) throw new InvalidDataException($"at most {MostDimensions} dimensions are expected, got {dimensions}");
        var shape = new long[dimensions];
        for (var i = 0; i < shape.Length; i++) shape[i] = reader.ReadLength();
        return (dtype, shape);
    }

    private static long Bytes(ScalarType dtype, long[] shape)
    {
        try
        {
            return shape.Aggregate((long)dtype.ElementSize(), (product, length) => checked(product * length));
        }
        catch (OverflowException)
        {
            throw new InvalidDataException($"[{string.Join(", ", shape)}] is more than any file holds");
        }
    }

    private static void ExpectBytes(Stream stream, ScalarType dtype, long[] shape)
    {
        var (wanted, left) = (Bytes(dtype, shape), stream.Length - stream.Position);
        if (wanted > left) throw new EndOfStreamException($"{dtype} [{string.Join(", ", shape)}] needs {wanted} bytes, {left} are left");
    }

    private static void SkipBytes(BinaryReader reader, ScalarType dtype, long[] shape)
    {
        var left = Bytes(dtype, shape);
        if (reader.BaseStream.CanSeek)
        {
            ExpectBytes(reader.BaseStream, dtype, shape);
            reader.BaseStream.Seek(left, SeekOrigin.Current);
            return;
        }
        var buffer = new byte[1 << 16];
        while (left > 0)
        {
            var read = reader.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0) throw new EndOfStreamException($"{left} bytes are missing");
            left -= read;
        }
    }
}
