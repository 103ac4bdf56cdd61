using System.Buffers.Binary;
using System.Text;

namespace Oft.Formats.Hdf5;

/// <summary>Reads the attributes of a file's root group from its bytes, where the library is too old for the numbering of their types.</summary>
/// <remarks>
/// Libraries from 1.12 on write types as version 4 or 5 when asked for their latest format; their bytes are those of version 3, yet 1.10 refuses the
/// number. Only what recorders attach is read: booleans, integers, floats and texts, in an object header of version 2, compact or in one heap block.
/// <para>Source: HDF5 File Format Specification, version 3.0, sections II.A, III.D, III.G, IV.A.2.</para>
/// </remarks>
internal sealed class RootAttributes
{
    private const int longest = 64 << 20;
    private readonly byte[] file;
    private readonly long origin;
    private readonly List<Hdf5Attribute> found = [];

    private RootAttributes(byte[] file, long origin) => (this.file, this.origin) = (file, origin);

    /// <summary>The attributes that can be read this way; none where the file is of another build.</summary>
    public static IReadOnlyList<Hdf5Attribute> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > longest) return [];
            var bytes = File.ReadAllBytes(path);
            var start = Signature(bytes);
            if (start < 0 || bytes[start + 8] is not (2 or 3) || bytes[start + 9] != 8 || bytes[start + 10] != 8) return [];
            var reader = new RootAttributes(bytes, start);
            reader.Header(reader.Word(start + 36, 8));
            return [.. reader.found.OrderBy(x => x.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return [];                                                          // an address led out of the file
        }
    }

    private static long Signature(byte[] bytes)
    {
        ReadOnlySpan<byte> signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10];
        for (var at = 0L; at + 48 <= bytes.Length; at = at == 0 ? 512 : at * 2)
            if (bytes.AsSpan((int)at, 8).SequenceEqual(signature)) return at;
        return -1;
    }

    private void Header(long address)
    {
        var at = origin + address;
        Expect(at, "OHDR");
        var flags = file[at + 5];
        at += 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        var width = 1 << (flags & 3);
        Messages(at + width, Word(at, width), flags, depth: 0);
    }

    private void Messages(long at, long length, byte flags, int depth)
    {
        if (depth > 16) throw new ArgumentException("nested too deep.");
        var head = (flags & 4) != 0 ? 6 : 4;
        for (var end = at + length; at + head <= end;)
        {
            var (type, size) = (file[at], Word(at + 1, 2));
            var body = at + head;
            if (body + size > end) break;
            if (type == 0x0C) Attribute(body);
            if (type == 0x10)
            {
                var chunk = origin + Word(body, 8);
                Expect(chunk, "OCHK");
                Messages(chunk + 4, Word(body + 8, 8) - 8, flags, depth + 1);
            }
            if (type == 0x15) Dense(body);
            at = body + size;
        }
    }

    // Many attributes lie in a heap, with a tree of their places; only a heap of one block and a tree of one leaf are followed.
    private void Dense(long at)
    {
        var places = at + 2 + ((file[at + 1] & 1) != 0 ? 2 : 0);
        if (Word(places, 8) == -1) return;
        var (heap, tree) = (origin + Word(places, 8), origin + Word(places + 8, 8));
        Expect(heap, "FRHP");
        Expect(tree, "BTHD");
        var offsetBytes = (int)(Word(heap + 128, 2) + 7) / 8;
        var (block, rows) = (origin + Word(heap + 132, 8), Word(heap + 140, 2));
        if (rows != 0 || file[tree + 12] != 0 || file[tree + 5] != 8) return;
        var (leaf, size, count) = (origin + Word(tree + 16, 8), Word(tree + 6 + 4, 2), Word(tree + 24, 2));
        Expect(leaf, "BTLF");
        for (var i = 0; i < count; i++) Attribute(block + Word(leaf + 6 + i * size + 1, offsetBytes));
    }

    private void Attribute(long at)
    {
        if (file[at] != 3) return;
        var (nameSize, typeSize, spaceSize) = ((int)Word(at + 2, 2), Word(at + 4, 2), Word(at + 6, 2));
        var name = Encoding.UTF8.GetString(file.AsSpan((int)at + 9, nameSize)).TrimEnd('\0');
        var type = at + 9 + nameSize;
        var space = type + typeSize;
        var data = space + spaceSize;
        long[] shape = [.. Enumerable.Range(0, file[space + 1]).Select(i => Word(space + (file[space] == 1 ? 8 : 4) + 8 * i, 8))];
        var count = shape.Aggregate(1L, (product, size) => checked(product * size));
        if (count is < 0 or > 1 << 16) return;
        var (kind, bits, width) = (file[type] & 15, file[type + 1], (int)Word(type + 4, 4));
        Func<int, object>? value = kind switch
        {
            8 when width == 1 => i => file[data + i] != 0,
            0 when width is 1 or 2 or 4 or 8 && (bits & 1) == 0 => i => Integer(data + (long)i * width, width, (bits & 8) != 0),
            1 when width is 4 or 8 && (bits & 1) == 0 => i => width == 4 ? BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan((int)data + i * 4)) : BinaryPrimitives.ReadDoubleLittleEndian(file.AsSpan((int)data + i * 8)),
            3 => i => Encoding.UTF8.GetString(file.AsSpan((int)data + i * width, width)).TrimEnd('\0'),
            9 when (bits & 15) == 1 => i => Heap(data + i * 16L),
            _ => null,
        };
        if (value is null) return;
        var named = new Hdf5Type(kind switch { 8 => Hdf5Class.Enumeration, 0 => Hdf5Class.Integer, 1 => Hdf5Class.Float, _ => Hdf5Class.Text }, kind == 9 ? 0 : width, (bits & 8) != 0);
        found.Add(new Hdf5Attribute(name, named.Name, shape, [.. Enumerable.Range(0, (int)count).Select(value)]));
    }

    private object Integer(long at, int width, bool signed)
    {
        var value = Word(at, width);
        return signed && width < 8 ? value << (64 - 8 * width) >> (64 - 8 * width) : value;
    }

    // A text of variable length: its length, the address of a collection, its number there.
    private string Heap(long at)
    {
        var (length, collection, wanted) = ((int)Word(at, 4), origin + Word(at + 4, 8), Word(at + 12, 4));
        Expect(collection, "GCOL");
        var end = collection + Word(collection + 8, 8);
        for (var entry = collection + 16; entry + 16 <= end && Word(entry, 2) is var number && number != 0;)
        {
            var size = Word(entry + 8, 8);
            if (number == wanted) return Encoding.UTF8.GetString(file.AsSpan((int)entry + 16, length)).TrimEnd('\0');
            if (size < 0) break;
            entry += 16 + (size + 7) / 8 * 8;
        }
        return "";
    }

    private long Word(long at, int bytes)
    {
        var value = 0L;
        for (var i = bytes - 1; i >= 0; i--) value = value << 8 | file[at + i];
        return value;
    }

    private void Expect(long at, string signature)
    {
        if (at < 0 || at + 4 > file.Length || Encoding.ASCII.GetString(file, (int)at, 4) != signature) throw new ArgumentException($"expected {signature} at {at}.");
    }
}
