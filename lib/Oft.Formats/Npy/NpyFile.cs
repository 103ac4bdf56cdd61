using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Oft.Formats.Npy;

/// <summary>NumPy's <c>.npy</c>: one array of numbers, versions 1 to 3 of the format. Object arrays, which are pickles, are refused.</summary>
public static partial class NpyFile
{
    private const int LongestHeader = 1 << 16;
    private const byte MagicByte = 0x93;
    private static ReadOnlySpan<byte> Magic => "NUMPY"u8;

    [GeneratedRegex(@"^\{\s*'descr'\s*:\s*'([<>|=]?)([a-zA-Z][0-9]{0,4})'\s*,\s*'fortran_order'\s*:\s*(True|False)\s*,\s*'shape'\s*:\s*\(((?:\s*[0-9]{1,18}\s*,)*\s*(?:[0-9]{1,18}\s*)?)\)\s*,?\s*\}\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Header { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="DamagedFileException">It is damaged or holds no numbers.</exception>
    public static StoredArray Read(string path) => Read(path, File.ReadAllBytes(path));

    /// <summary>Reads the bytes of one.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="file">All of it.</param>
    public static StoredArray Read(string name, ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        if (bytes.Length < 10) throw new DamagedFileException(name, FileFault.Truncated, $"a .npy file has at least 10 bytes; this one has {bytes.Length}.");
        if (bytes[0] != MagicByte || !bytes[1..].StartsWith(Magic)) throw new DamagedFileException(name, FileFault.Magic, "it does not begin with \\x93NUMPY.");
        var wide = bytes[6] switch
        {
            1 => false,
            2 or 3 => true,
            var other => throw new DamagedFileException(name, FileFault.Version, $"version {other}; known: 1, 2, 3."),
        };
        if (wide && bytes.Length < 12) throw new DamagedFileException(name, FileFault.Truncated, "it ends within its header.");
        var start = wide ? 12 : 10;
        var length = wide ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        if (length > LongestHeader) throw new DamagedFileException(name, FileFault.Limit, $"a header of {length} bytes; expected at most {LongestHeader}.");
        if (length > bytes.Length - start) throw new DamagedFileException(name, FileFault.Truncated, $"the header says it has {length} bytes; {bytes.Length - start} follow.");
        var match = Header.Match(Encoding.UTF8.GetString(bytes.Slice(start, (int)length)));
        if (!match.Success) throw new DamagedFileException(name, FileFault.Header, "the header is not {'descr': type, 'fortran_order': bool, 'shape': tuple} of an array of numbers.");
        return Array(name, match, file[(start + (int)length)..]);
    }

    /// <summary>Writes an array.</summary>
    /// <exception cref="ArgumentException">NumPy has no such element type.</exception>
    public static void Write(string path, StoredArray array) => File.WriteAllBytes(path, Write(array));

    /// <summary>The bytes of a file with this array.</summary>
    public static byte[] Write(StoredArray array)
    {
        var shape = string.Join(", ", array.Shape) + (array.Shape.Count == 1 ? "," : "");
        var header = $"{{'descr': '{NumpyTypes.Name(array.Type)}', 'fortran_order': False, 'shape': ({shape}), }}";
        var length = (10 + header.Length + 1 + 63) / 64 * 64 - 10;              // NumPy aligns the data to 64 bytes
        var file = new byte[10 + length + array.Bytes.Length];
        file[0] = MagicByte;
        Magic.CopyTo(file.AsSpan(1));
        file[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), checked((ushort)length));
        Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n", file.AsSpan(10));
        array.Bytes.Span.CopyTo(file.AsSpan(10 + length));
        return file;
    }

    private static StoredArray Array(string name, Match header, ReadOnlyMemory<byte> data)
    {
        var (order, code) = (header.Groups[1].Value, header.Groups[2].Value);
        if (code == "O") throw new DamagedFileException(name, FileFault.Forbidden, "it holds Python objects, which are a pickle; only numbers are read.");
        if (NumpyTypes.Parse(code) is not { } type) throw new DamagedFileException(name, FileFault.Type, $"element type '{code}' is not read.");
        if (order == ">" && type.Size > 1) throw new DamagedFileException(name, FileFault.Unsupported, "its numbers are big-endian; read are little-endian ones.");
        long[] shape = [.. header.Groups[4].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(x => long.Parse(x, CultureInfo.InvariantCulture))];
        if (shape.Length > 32 || ElementTypes.Count(shape) is not { } count || count > int.MaxValue / type.Size)
            throw new DamagedFileException(name, FileFault.Shape, $"shape ({header.Groups[4].Value}) cannot be read.");
        if (count * type.Size > data.Length) throw new DamagedFileException(name, FileFault.Truncated, $"shape ({header.Groups[4].Value}) of {type} needs {count * type.Size} bytes; {data.Length} follow.");
        data = data[..(int)(count * type.Size)];                                // NumPy too leaves what follows unread
        return new StoredArray(type, shape, header.Groups[3].Value == "True" ? RowMajor(data.Span, shape, type.Size) : data);
    }

    /// <summary>Turns column-major bytes into row-major ones.</summary>
    private static byte[] RowMajor(ReadOnlySpan<byte> data, long[] shape, int size)
    {
        var result = new byte[data.Length];
        var index = new long[shape.Length];
        for (var at = 0; at < result.Length; at += size)
        {
            var (from, step) = (0L, 1L);
            for (var i = 0; i < shape.Length; i++) (from, step) = (from + index[i] * step, step * shape[i]);
            data.Slice((int)(from * size), size).CopyTo(result.AsSpan(at));
            for (var i = index.Length - 1; i >= 0 && ++index[i] == shape[i]; i--) index[i] = 0;
        }
        return result;
    }
}
