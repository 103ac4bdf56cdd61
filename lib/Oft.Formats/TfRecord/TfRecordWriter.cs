using System.Buffers.Binary;

namespace Oft.Formats.TfRecord;

/// <summary>Appends records, unpacked, as TensorFlow writes them.</summary>
public sealed class TfRecordWriter(Stream stream) : IDisposable
{
    /// <summary>Creates or replaces a file.</summary>
    public static TfRecordWriter Create(string path) => new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16));

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    /// <summary>Appends one record.</summary>
    public void Write(ReadOnlySpan<byte> data)
    {
        Span<byte> frame = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(frame, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[8..], MaskedCrc.Of(frame[..8]));
        stream.Write(frame);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, MaskedCrc.Of(data));
        stream.Write(frame[..4]);
        Length += 16 + data.Length;
    }

    /// <summary>Hands what was written to the system and, for a file, to the disk.</summary>
    public void Flush()
    {
        if (stream is FileStream file) file.Flush(flushToDisk: true);
        else stream.Flush();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => stream.Dispose();
}
