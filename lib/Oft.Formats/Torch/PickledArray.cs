using System.Text;
using Oft.Formats.Pickle;

namespace Oft.Formats.Torch;

/// <summary>A <c>.pt</c> file that holds one NumPy array, as LIBERO keeps its initial states (<c>.pruned_init</c>).</summary>
/// <remarks>The pickle may mention the rebuilding of an array, its type, and the coding of bytes as latin-1 text; none of it is Python here.</remarks>
public static class PickledArray
{
    private const int MostBytes = 256 << 20;

    /// <summary>Reads the file.</summary>
    /// <exception cref="DamagedFileException">It is damaged, holds something else, or asks for something to be run.</exception>
    public static StoredArray Read(string path) => Read(new MappedFile(path));

    /// <summary>Reads a file that is in memory already.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="bytes">All of it.</param>
    /// <exception cref="DamagedFileException">As for a file.</exception>
    public static StoredArray Read(string name, ReadOnlyMemory<byte> bytes) => Read(new MappedFile(name, bytes));

    private static StoredArray Read(MappedFile file)
    {
        using var archive = new TorchArchive(file);
        var path = archive.Path;
        var budget = MostBytes;
        var whitelist = new PickleWhitelist(
        [
            .. Both("multiarray._reconstruct", _ => new ArrayState()),
            new("numpy.ndarray"),
            new("numpy.dtype", arguments => arguments is [string code, ..] ? new DtypeState(code) : throw Damaged(path, FileFault.Value, "a dtype without code")),
            new("_codecs.encode", arguments => Latin1(path, arguments, ref budget)),
        ])
        {
            Build = Build,
        };
        if (archive.Read(whitelist) is not ArrayState { Type: { } type, Shape: { } shape, Bytes: { } bytes })
            throw Damaged(path, FileFault.Value, "it holds no array of numbers");
        if (ElementTypes.Count(shape) * type.Size != bytes.Length)
            throw Damaged(path, FileFault.Shape, $"{type} [{string.Join(", ", shape)}] does not have {bytes.Length} bytes");
        return new StoredArray(type, shape, bytes);
    }

    /// <summary>NumPy 2 moved its core.</summary>
    private static IEnumerable<PickleGlobal> Both(string name, Func<IReadOnlyList<object?>, object?> call) => [new($"numpy.core.{name}", call), new($"numpy._core.{name}", call)];

    /// <summary>Up to protocol 2 bytes are text, to be encoded as latin-1; the work is bounded, since a pickle may ask for it again and again.</summary>
    private static byte[] Latin1(string path, IReadOnlyList<object?> arguments, ref int budget)
    {
        if (arguments is not [string text, "latin1" or "latin-1"]) throw Damaged(path, FileFault.Value, "_codecs.encode is called with something else than text and latin1");
        if ((budget -= text.Length) < 0) throw Damaged(path, FileFault.Limit, $"the pickle unfolds to more than {MostBytes} bytes");
        if (text.AsSpan().ContainsAnyExceptInRange('\0', 'ÿ')) throw Damaged(path, FileFault.Value, "bytes are written as text beyond latin-1");
        return Encoding.Latin1.GetBytes(text);
    }

    private static bool Build(object? target, object? state)
    {
        if (state is not PickleTuple { Items: var items }) return false;
        switch (target)
        {
            case DtypeState dtype:                                              // (version, byte order, …)
                if (items is not [long, string order, ..] || dtype.ByteOrder is not null) return false;
                dtype.ByteOrder = order;
                return true;
            case ArrayState array:                                              // (version, shape, dtype, column-major, bytes)
                if (items is not [long, PickleTuple shape, DtypeState { Type: { } type }, false, byte[] bytes] || shape.Items.Count > 16 || !shape.Items.All(x => x is long)) return false;
                (array.Type, array.Shape, array.Bytes) = (type, [.. shape.Items.Select(x => (long)x!)], bytes);
                return true;
            default:
                return false;
        }
    }

    private static DamagedFileException Damaged(string path, FileFault fault, string message) => new(path, fault, message + ".");

    private sealed class ArrayState
    {
        public ElementType? Type { get; set; }

        public IReadOnlyList<long>? Shape { get; set; }

        public byte[]? Bytes { get; set; }
    }

    private sealed class DtypeState(string code)
    {
        public string? ByteOrder { get; set; }

        public ElementType? Type => ByteOrder is "<" or "|" or "=" ? NumpyTypes.Parse(code) : null;
    }
}
