using System.Buffers.Binary;
using System.IO.Compression;

namespace Oft.Formats.TfRecord;

/// <summary>Reads a record file from front to back, one record at a time.</summary>
/// <remarks>
/// <code>record = length u64 | masked crc(length) u32 | data | masked crc(data) u32      little-endian</code>
/// A length is believed only after its checksum, and memory grows only as bytes really arrive.
/// <para>A rest of fewer than twelve bytes ends the file silently. Upstream: tensorflow/core/lib/io/record_reader.cc does the same.</para>
/// </remarks>
public sealed class TfRecordReader : IDisposable
{
    private const int headerLength = 12;
    private const int piece = 1 << 20;
    private readonly Stream stream;
    private readonly long? known;                   // the file's length where it is not packed
    private readonly byte[] header = new byte[headerLength];
    private byte[] buffer = [];

    /// <summary>Reads from a stream, which is closed with the reader.</summary>
    /// <param name="stream">Stands at the first record.</param>
    /// <param name="path">For messages.</param>
    /// <param name="compression">How the whole of it is packed.</param>
    public TfRecordReader(Stream stream, string path, TfRecordCompression compression = TfRecordCompression.None)
    {
        Path = path;
        known = compression == TfRecordCompression.None && stream.CanSeek ? stream.Length : null;
        this.stream = compression switch
        {
            TfRecordCompression.Gzip => new GZipStream(stream, CompressionMode.Decompress),
            TfRecordCompression.Zlib => new ZLibStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
    }

    /// <summary>Opens a file.</summary>
    public static TfRecordReader Open(string path, TfRecordCompression compression = TfRecordCompression.None) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), path, compression);

    /// <summary>Where the records come from.</summary>
    public string Path { get; }

    /// <summary>Where the next record begins, in unpacked bytes.</summary>
    public long Position { get; private set; }

    /// <summary>Longest record that is accepted; an episode of a thousand pictures takes about a hundred megabytes.</summary>
    public int Limit { get; init; } = 1 << 30;

    /// <summary>The next record's data, valid until the next call; false at the end of the file.</summary>
    /// <exception cref="DamagedFileException">A checksum differs, the file ends inside a record, or a record is beyond <see cref="Limit"/>.</exception>
    public bool Read(out ReadOnlyMemory<byte> data)
    {
        data = default;
        if (Fill(header) < headerLength) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8)) != MaskedCrc.Of(header.AsSpan(0, 8)))
            throw Damaged(FileFault.Checksum, "the length does not match its checksum" + (Position == 0 ? "; is this a record file, and is it packed?" : "."));
        var length = BinaryPrimitives.ReadUInt64LittleEndian(header);
        if (known is { } total && length > (ulong)(total - Position))
            throw Damaged(FileFault.Truncated, $"the record announces {length} bytes, the file has {total - Position - headerLength} more.");
        if (length > (ulong)Limit)
            throw Damaged(FileFault.Limit, $"the record announces {length} bytes; expected at most {Limit}.");
        var whole = (int)length + 4;
        var have = 0;
        while (have < whole)
        {
            if (buffer.Length == have || buffer.Length < Math.Min(whole, piece))
                Array.Resize(ref buffer, known is not null ? whole : Math.Min(whole, Math.Max(piece, have * 2)));
            var got = Fill(buffer.AsSpan(have, Math.Min(buffer.Length, whole) - have));
            if (got == 0) throw Damaged(FileFault.Truncated, $"the file ends after {have} of {whole} bytes of the record.");
            have += got;
        }
        if (BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(whole - 4)) != MaskedCrc.Of(buffer.AsSpan(0, whole - 4)))
            throw Damaged(FileFault.Checksum, "the data do not match their checksum: the bytes changed after they were written; fetch the file again.");
        Position += headerLength + whole;
        data = buffer.AsMemory(0, whole - 4);
        return true;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => stream.Dispose();

    private int Fill(Span<byte> target)
    {
        try
        {
            return stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(FileFault.Header, "the packed stream is broken: " + e.Message, e);
        }
    }

    private DamagedFileException Damaged(FileFault fault, string message, Exception? inner = null) =>
        new(Path, fault, $"record at byte {Position}: {message}", inner);
}
