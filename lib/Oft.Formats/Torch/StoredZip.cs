using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace Oft.Formats.Torch;

/// <summary>The directory of a ZIP archive whose entries are stored as they are, so that they can be used where they lie.</summary>
/// <remarks>
/// .NET's ZipArchive reads entries as streams and does not say where they lie; weights of gigabytes are better mapped than copied. ZIP64 is
/// read, because checkpoints pass 2 GB; compression, encryption and several disks are refused by name.
/// </remarks>
internal sealed class StoredZip
{
    private const uint EndMark = 0x06054b50, End64Mark = 0x06064b50, Locator64Mark = 0x07064b50, EntryMark = 0x02014b50, LocalMark = 0x04034b50;
    private const int EndLength = 22, EntryLength = 46, LocalLength = 30;
    private readonly MappedFile file;

    /// <exception cref="DamagedFileException">It is no such archive.</exception>
    public StoredZip(MappedFile file)
    {
        this.file = file;
        var (start, length, count) = Directory();
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        var directory = file.Slice(start, length);
        while (count-- > 0)
        {
            var entry = ReadEntry(ref directory, limit: start);
            if (!entries.TryAdd(entry.Name, entry)) throw Damaged(FileFault.Name, $"entry '{entry.Name}' stands twice.");
        }
        Entries = entries.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every entry by its full name.</summary>
    public FrozenDictionary<string, Entry> Entries { get; }

    /// <summary>The bytes of an entry, after their checksum was compared.</summary>
    public ReadOnlySpan<byte> Bytes(Entry entry)
    {
        var bytes = file.Slice(entry.Start, entry.Length);
        if (entry.Checked) return bytes;
        if (Crc32.Of(bytes) != entry.Checksum) throw Damaged(FileFault.Checksum, $"the bytes of '{entry.Name}' are not those that were written.");
        entry.Checked = true;
        return bytes;
    }

    private (long Start, long Length, long Count) Directory()
    {
        if (file.Length < EndLength) throw Damaged(FileFault.Truncated, $"a ZIP archive has at least {EndLength} bytes; this file has {file.Length}.");
        var tailStart = Math.Max(0, file.Length - EndLength - ushort.MaxValue);
        var tail = file.Slice(tailStart, file.Length - tailStart);
        var at = tail[..^(EndLength - 4)].LastIndexOf("PK\x05\x06"u8);
        if (at < 0) throw Damaged(FileFault.Magic, "it is no ZIP archive, or its end is missing.");
        var end = tail[at..];
        long count = U16(end, 10), length = U32(end, 12), start = U32(end, 16);
        var endStart = tailStart + at;
        if (count == ushort.MaxValue || length == uint.MaxValue || start == uint.MaxValue) (start, length, count, endStart) = Directory64(endStart);
        if (start < 0 || length < 0 || start > endStart || length > endStart - start) throw Damaged(FileFault.Offset, $"the directory is said to lie at {start} with {length} bytes, in {file.Length}.");
        if (count < 0 || count > length / EntryLength) throw Damaged(FileFault.Limit, $"the directory is said to have {count} entries in {length} bytes.");
        return (start, length, count);
    }

    private (long, long, long, long) Directory64(long end)
    {
        if (end < 20) throw Damaged(FileFault.Truncated, "the ZIP64 locator is missing.");
        var locator = file.Slice(end - 20, 20);
        var at = (long)BinaryPrimitives.ReadUInt64LittleEndian(locator[8..]);
        if (U32(locator, 0) != Locator64Mark || at < 0 || at > end - 20 - 56) throw Damaged(FileFault.Offset, "the ZIP64 locator does not point at a directory.");
        var record = file.Slice(at, 56);
        if (U32(record, 0) != End64Mark) throw Damaged(FileFault.Offset, "the ZIP64 locator does not point at a directory.");
        return (I64(record, 48), I64(record, 40), I64(record, 32), at);
    }

    private Entry ReadEntry(ref ReadOnlySpan<byte> directory, long limit)
    {
        if (directory.Length < EntryLength || U32(directory, 0) != EntryMark) throw Damaged(FileFault.Header, "the directory ends early or holds something that is no entry.");
        int flags = U16(directory, 8), method = U16(directory, 10), nameLength = U16(directory, 28), extraLength = U16(directory, 30), commentLength = U16(directory, 32);
        long packed = U32(directory, 20), length = U32(directory, 24), local = U32(directory, 42);
        var rest = EntryLength + nameLength + extraLength + commentLength;
        if (directory.Length < rest) throw Damaged(FileFault.Truncated, "the directory ends within an entry.");
        var name = Encoding.UTF8.GetString(directory.Slice(EntryLength, nameLength));
        Wide(directory.Slice(EntryLength + nameLength, extraLength), ref length, ref packed, ref local);
        if (method != 0 || (flags & 1) != 0) throw Damaged(FileFault.Unsupported, $"entry '{name}' is compressed (method {method}) or encrypted; PyTorch stores its entries as they are.");
        if (packed != length) throw Damaged(FileFault.Shape, $"entry '{name}' has {length} bytes, stored in {packed}.");
        var checksum = U32(directory, 16);
        directory = directory[rest..];
        return new Entry(name, DataStart(name, local, length, limit), length, checksum);
    }

    /// <summary>The ZIP64 extra field holds, in this order, those of the three that did not fit into 32 bits.</summary>
    private void Wide(ReadOnlySpan<byte> extra, ref long length, ref long packed, ref long local)
    {
        while (extra.Length >= 4)
        {
            int id = U16(extra, 0), size = U16(extra, 2);
            if (size > extra.Length - 4) throw Damaged(FileFault.Truncated, "an extra field of the directory ends early.");
            if (id == 1)
            {
                var field = extra.Slice(4, size);
                Take(ref field, ref length);
                Take(ref field, ref packed);
                Take(ref field, ref local);
            }
            extra = extra[(4 + size)..];
        }

        void Take(ref ReadOnlySpan<byte> field, ref long value)
        {
            if (value != uint.MaxValue) return;
            if (field.Length < 8) throw Damaged(FileFault.Truncated, "a ZIP64 field ends early.");
            value = I64(field, 0);
            field = field[8..];
        }
    }

    private long DataStart(string name, long local, long length, long limit)
    {
        if (local < 0 || local > limit - LocalLength) throw Damaged(FileFault.Offset, $"entry '{name}' is said to begin at {local}, beyond the data.");
        var header = file.Slice(local, LocalLength);
        if (U32(header, 0) != LocalMark) throw Damaged(FileFault.Offset, $"entry '{name}' is said to begin at {local}, where no entry begins.");
        var start = local + LocalLength + U16(header, 26) + U16(header, 28);
        if (length < 0 || start > limit || length > limit - start) throw Damaged(FileFault.Truncated, $"entry '{name}' has {length} bytes from {start}; the data ends at {limit}.");
        return start;
    }

    private DamagedFileException Damaged(FileFault fault, string message) => new(file.Path, fault, message);

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long I64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);

    /// <summary>One stored file.</summary>
    internal sealed class Entry(string name, long start, long length, uint checksum)
    {
        public string Name { get; } = name;

        public long Start { get; } = start;

        public long Length { get; } = length;

        public uint Checksum { get; } = checksum;

        /// <summary>True once its checksum was compared.</summary>
        public bool Checked { get; set; }
    }
}
