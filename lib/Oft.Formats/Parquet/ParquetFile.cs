using ParquetSharp;
using ParquetSharp.IO;
using ParquetSharp.Schema;

namespace Oft.Formats.Parquet;

/// <summary>An Apache Parquet file, read column by column and row group by row group.</summary>
/// <remarks>
/// Bytes are Arrow's to decode, through ParquetSharp: every codec and encoding it knows, page checksums included where a file has them.
/// Columns are told apart by the name of their root, which may hold dots and slashes and is never split.
/// </remarks>
public sealed class ParquetFile : IDisposable
{
    // A run-length page of ten bytes may stand for any number of values, so their number is bounded and not only their bytes.
    private const long mostValues = 1 << 26;
    private const long mostBytes = 1 << 30;
    private const int batch = 1 << 16;
    private const int mostEmptyPages = 1 << 12;

    private readonly ParquetFileReader reader;

    private ParquetFile(string path, ParquetFileReader reader)
    {
        (Path, this.reader) = (path, reader);
        var metadata = reader.FileMetaData;
        Columns = ParquetNode.Roots(metadata.Schema, path);
        var groups = new long[metadata.NumRowGroups];
        for (var i = 0; i < groups.Length; i++)
        {
            using var group = reader.RowGroup(i);
            groups[i] = group.MetaData.NumRows;
            if (groups[i] is < 0 or > mostValues) throw new DamagedFileException(path, FileFault.Limit, $"row group {i} says it has {groups[i]} rows; expected at most {mostValues}.");
        }
        Groups = groups;
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>The columns, in the file's order.</summary>
    public IReadOnlyList<ParquetNode> Columns { get; }

    /// <summary>Rows of each row group.</summary>
    public IReadOnlyList<long> Groups { get; }

    /// <summary>Rows in all.</summary>
    public long Rows => Groups.Sum();

    /// <summary>Opens a file and reads its footer.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="DamagedFileException">It is no Parquet file.</exception>
    public static ParquetFile Open(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path} is missing.", path);
        return Guarded(path, () =>
        {
            using var properties = ReaderProperties.GetDefaultReaderProperties();
            properties.EnablePageChecksumVerification();
            var reader = new ParquetFileReader(path, properties);
            try
            {
                return new ParquetFile(path, reader);
            }
            catch
            {
                reader.Dispose();
                throw;
            }
        });
    }

    /// <summary>The column of that name, or null.</summary>
    public ParquetNode? Find(string name) => Columns.FirstOrDefault(x => x.Name == name);

    /// <summary>The values and levels of a leaf in one row group.</summary>
    /// <exception cref="DamagedFileException">Its pages are damaged, or more than is accepted.</exception>
    public ParquetValues Read(ParquetNode leaf, int group) => Guarded(Path, () =>
    {
        using var rows = reader.RowGroup(group);
        var entries = rows.MetaData.GetColumnChunkMetaData(leaf.Leaf).NumValues;
        if (entries is < 0 or > mostValues) throw new DamagedFileException(Path, FileFault.Limit, $"'{leaf.Name}' says it has {entries} values; expected at most {mostValues}.");
        using var column = rows.Column(leaf.Leaf);
        return column switch
        {
            ColumnReader<bool> x => Batches(x, leaf, entries, y => y),
            ColumnReader<int> x => leaf.Unsigned ? Batches(x, leaf, entries, y => (long)(uint)y) : Batches(x, leaf, entries, y => (long)y),
            ColumnReader<long> x => leaf.Unsigned ? Batches(x, leaf, entries, y => (ulong)y) : Batches(x, leaf, entries, y => y),
            ColumnReader<float> x => Batches(x, leaf, entries, y => y),
            ColumnReader<double> x => Batches(x, leaf, entries, y => y),
            ColumnReader<ByteArray> x => leaf.Text ? Batches(x, leaf, entries, Bounded(Text)) : Batches(x, leaf, entries, Bounded(Bytes)),
            ColumnReader<FixedLenByteArray> x when leaf.Half => Batches(x, leaf, entries, Half),
            _ => throw new DamagedFileException(Path, FileFault.Unsupported, $"'{leaf.Name}' is of a kind that is not read here. Write it as numbers, text or bytes."),
        };
    });

    /// <summary>The rows of a column in one row group: null, bool, long, ulong, float, double, string, byte[], a list of these, or a dictionary by name.</summary>
    /// <exception cref="DamagedFileException">Its pages are damaged, or levels contradict each other.</exception>
    public IReadOnlyList<object?> ReadRows(ParquetNode column, int group) => ParquetRows.Assemble(this, column, group);

    /// <summary>Closes the file.</summary>
    public void Dispose() => reader.Dispose();

    private ParquetValues Batches<TStored, TValue>(ColumnReader<TStored> column, ParquetNode leaf, long entries, Func<TStored, TValue> convert) where TStored : unmanaged
    {
        var (definition, repetition) = (new short[leaf.Definition > 0 ? entries : 0], new short[leaf.Repetition > 0 ? entries : 0]);
        var values = new List<TValue>();
        var buffer = new TStored[(int)Math.Min(batch, Math.Max(entries, 1))];
        var (at, empty) = (0, 0);
        while (at < entries && empty < mostEmptyPages)
        {
            // A page without values looks like the end; the next call goes on behind it.
            if (!column.HasNext)
            {
                empty++;
                continue;
            }
            var most = (int)Math.Min(buffer.Length, entries - at);
            var levels = (int)column.ReadBatch(most, definition.Length > 0 ? definition.AsSpan(at, most) : default, repetition.Length > 0 ? repetition.AsSpan(at, most) : default, buffer, out var read);
            empty = levels > 0 ? 0 : empty + 1;
            // Byte arrays point into the page, so they are copied before the next batch.
            for (var i = 0; i < read; i++) values.Add(convert(buffer[i]));
            at += levels;
        }
        if (at != entries) throw new DamagedFileException(Path, FileFault.Truncated, $"'{leaf.Name}' ends after {at} of {entries} values.");
        return new ParquetValues(values.ToArray(), (int)entries, definition, repetition);
    }

    private Func<ByteArray, TValue> Bounded<TValue>(Func<ByteArray, TValue> convert)
    {
        var sum = 0L;
        return bytes =>
        {
            sum += bytes.Length;
            return sum <= mostBytes ? convert(bytes) : throw new DamagedFileException(Path, FileFault.Limit, $"a column has more than {mostBytes} bytes in one row group. Write smaller row groups.");
        };
    }

    private static unsafe ReadOnlySpan<byte> Span(ByteArray bytes) => new((void*)bytes.Pointer, bytes.Length);

    private static byte[] Bytes(ByteArray bytes) => Span(bytes).ToArray();

    private static string Text(ByteArray bytes) => System.Text.Encoding.UTF8.GetString(Span(bytes));

    private static unsafe float Half(FixedLenByteArray bytes) => (float)BitConverter.ToHalf(new ReadOnlySpan<byte>((void*)bytes.Pointer, 2));

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is ParquetException or InvalidCastException or NotSupportedException or ArgumentException or OverflowException or IOException and not DamagedFileException)
        {
            throw new DamagedFileException(path, FileFault.Value, $"it cannot be read as Parquet: {Said(e.Message)} Fetch or write it again.", e);
        }
    }

    // What the library says stands in quotes behind a C++ type name.
    private static string Said(string message)
    {
        var from = message.IndexOf("(message: '", StringComparison.Ordinal);
        var text = from < 0 ? message : message[(from + 11)..].TrimEnd('\'', ')');
        return new string([.. text.Where(x => !char.IsControl(x))]).TrimEnd('.') + ".";
    }
}
