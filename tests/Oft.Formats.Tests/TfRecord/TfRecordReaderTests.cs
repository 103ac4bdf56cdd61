using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Oft.Formats.TfRecord;

namespace Oft.Formats.Tests.TfRecord;

public sealed class TfRecordReaderTests : IDisposable
{
    private static readonly byte[][] records = [[], "a"u8.ToArray(), [.. Enumerable.Range(0, 300).Select(x => (byte)x)]];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_checksum_is_castagnolis_masked()
    {
        Assert.Equal(3808858755u, MaskedCrc.Crc32C("123456789"u8));             // the check value every CRC-32C table prints
        Assert.Equal(3347755237u, MaskedCrc.Of("123456789"u8));                 // TensorFlow's
        Assert.Equal(2726488792u, MaskedCrc.Of([]));
    }

    [Theory]
    [InlineData(TfRecordCompression.None)]
    [InlineData(TfRecordCompression.Gzip)]
    [InlineData(TfRecordCompression.Zlib)]
    public void Records_written_are_records_read(TfRecordCompression compression)
    {
        var bytes = Written();
        var packed = new MemoryStream();
        using (Stream pack = compression switch
        {
            TfRecordCompression.Gzip => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            TfRecordCompression.Zlib => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(packed),
        })
        {
            pack.Write(bytes);
            pack.Flush();
            if (compression == TfRecordCompression.None) Assert.Equal(records, Read(packed.ToArray(), compression));
        }
        Assert.Equal(records, Read(packed.ToArray(), compression));
    }

    [Fact]
    public void A_rest_shorter_than_a_header_is_taken_as_the_end()                // Upstream: TensorFlow does so, silently
    {
        Assert.Equal(records, Read([.. Written(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));
    }

    [Theory]
    [InlineData(0, FileFault.Checksum)]                                         // a length
    [InlineData(9, FileFault.Checksum)]                                         // the checksum of a length
    [InlineData(40, FileFault.Checksum)]                                        // data
    public void A_flipped_bit_is_a_named_error(int at, FileFault fault)
    {
        var bytes = Written();
        bytes[at + 16] ^= 4;
        var error = Assert.Throws<DamagedFileException>(() => Read(bytes));
        Assert.Equal(fault, error.Fault);
        Assert.Contains("record at byte", error.Message);
    }

    [Fact]
    public void A_length_beyond_the_file_allocates_nothing()
    {
        var bytes = new byte[48];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, 1ul << 62);             // with a valid checksum: TensorFlow itself dies of this
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), MaskedCrc.Of(bytes.AsSpan(0, 8)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(FileFault.Truncated, Assert.Throws<DamagedFileException>(() => Read(bytes)).Fault);
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        Assert.Equal(FileFault.Limit, Assert.Throws<DamagedFileException>(() => Read(packed.ToArray(), TfRecordCompression.Gzip)).Fault);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    [Fact]
    public void Text_is_asked_whether_it_is_a_record_file()
    {
        Assert.Contains("is this a record file", Assert.Throws<DamagedFileException>(() => Read(Encoding.ASCII.GetBytes("this is a text file, not a record"))).Message);
    }

    [Fact]
    public void Ten_thousand_damaged_record_files_are_read_or_refused()
    {
        Mutations.Run("TFRecord", [new(Written(), [new(0, 12), new(16, 28), new(33, 45), new(^4, ^0)])], bytes => Read(bytes), e => (e as DamagedFileException)?.Fault.ToString());
    }

    private static byte[] Written()
    {
        var stream = new MemoryStream();
        using var writer = new TfRecordWriter(stream);
        foreach (var record in records) writer.Write(record);
        return stream.ToArray();
    }

    private static List<byte[]> Read(byte[] bytes, TfRecordCompression compression = TfRecordCompression.None)
    {
        using var reader = new TfRecordReader(new MemoryStream(bytes), "records", compression);
        var all = new List<byte[]>();
        while (reader.Read(out var data)) all.Add(data.ToArray());
        return all;
    }
}
