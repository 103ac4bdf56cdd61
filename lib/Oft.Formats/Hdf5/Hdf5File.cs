using static Oft.Formats.Hdf5.Hdf5Library;

namespace Oft.Formats.Hdf5;

/// <summary>An HDF5 file opened for reading.</summary>
/// <remarks>
/// What the file says about sizes is compared with limits before anything is allocated for it. The library itself is C code of many years: a file
/// from a stranger is first read by <see cref="Hdf5Guard"/> in another process.
/// </remarks>
public sealed unsafe partial class Hdf5File : IDisposable
{
    private const int deepest = 32;
    private const int most = 100_000;
    private readonly long file;
    private bool closed;

    private Hdf5File(string path, long file) => (Path, this.file) = (path, file);

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Largest number of bytes one call may return, and one chunk may have.</summary>
    public long Limit { get; init; } = 1L << 30;

    /// <summary>The version of the library in use, or null where there is none.</summary>
    public static string? LibraryVersion
    {
        get
        {
            try
            {
                lock (Gate) return Hdf5Library.Version;
            }
            catch (DllNotFoundException)
            {
                return null;
            }
        }
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="DamagedFileException">The library refuses it, with its own words.</exception>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static Hdf5File Open(string path, long limit = 1L << 30)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path} is not there.", path);
        lock (Gate)
        {
            Ready();
            var file = H5Fopen(path, 0, 0);
            if (file < 0) throw Refused(path, "the file cannot be opened");
            return new Hdf5File(path, file) { Limit = limit };
        }
    }

    /// <summary>All bytes of a data set in its own type, little-endian, row-major.</summary>
    public byte[] ReadBytes(string path) => Read(path, 0, -1);

    /// <summary>The bytes of some steps along the first axis, in the data set's own type, little-endian.</summary>
    public byte[] ReadRows(string path, long start, long count) => Read(path, start, count);

    /// <summary>All numbers of a data set as float32, whatever they are stored as.</summary>
    /// <exception cref="DamagedFileException">It does not hold numbers.</exception>
    public float[] ReadFloats(string path)
    {
        lock (Gate)
        {
            Enter();
            using var dataset = OpenDataset(path);
            var info = Readable(dataset.Value, path);
            if (info.Type.Class is not (Hdf5Class.Float or Hdf5Class.Integer))
                throw new DamagedFileException(Path, FileFault.Type, $"'{path}' holds {info.Type.Name} where numbers were expected.");
            var values = new float[Checked(info, info.Count, 4)];
            fixed (float* target = values)
                if (values.Length > 0 && H5Dread(dataset.Value, Id("H5T_NATIVE_FLOAT_g"), 0, 0, 0, target) < 0) throw Refused(Path, $"'{path}' cannot be read");
            return values;
        }
    }

    /// <summary>The elements of a one-dimensional data set of byte strings of variable length.</summary>
    public IReadOnlyList<byte[]> ReadVariable(string path, long start, long count)
    {
        lock (Gate)
        {
            Enter();
            using var dataset = OpenDataset(path);
            var info = Readable(dataset.Value, path);
            if (info.Type is not { Class: Hdf5Class.Variable, Element: { Class: Hdf5Class.Integer, Size: 1 } } || info.Shape.Count != 1 || start < 0 || count < 0 || start > info.Shape[0] - count)
                throw new DamagedFileException(Path, FileFault.Type, $"'{path}' does not hold {count} byte strings from {start}.");
            var cells = new VariableLength[Checked(info, count, sizeof(VariableLength))];
            if (cells.Length == 0) return [];
            using var type = new Hdf5Id(H5Dget_type(dataset.Value));
            using var rows = Rows.Of(dataset.Value, info, start, count);
            fixed (VariableLength* target = cells)
            {
                if (H5Dread(dataset.Value, type.Value, rows.Memory.Value, rows.File.Value, 0, target) < 0) throw Refused(Path, $"'{path}' cannot be read");
                try
                {
                    var total = 0UL;
                    foreach (var cell in cells) total += cell.Length;
                    if (total > (ulong)Limit) throw new DamagedFileException(Path, FileFault.Limit, $"'{path}': {total} bytes in one call; expected at most {Limit}.");
                    return [.. cells.Select(cell => new ReadOnlySpan<byte>(cell.Start, (int)cell.Length).ToArray())];
                }
                finally
                {
                    H5Dvlen_reclaim(type.Value, rows.Memory.Value, 0, target);
                }
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (closed) return;
            closed = true;
            Ready();
            H5Fclose(file);
        }
    }

    internal static DamagedFileException Refused(string path, string what)
    {
        var errors = Errors();
        var text = errors.Count == 0 ? "" : $": {errors[0].Text}{(errors.Count > 1 && errors[^1].Text != errors[0].Text ? $" ({errors[^1].Text})" : "")}";
        var fault = text.Contains("signature", StringComparison.Ordinal) ? FileFault.Magic
            : text.Contains("truncated", StringComparison.Ordinal) ? FileFault.Truncated
            : text.Contains("checksum", StringComparison.Ordinal) ? FileFault.Checksum
            : text.Contains("exist", StringComparison.Ordinal) || text.Contains("not found", StringComparison.Ordinal) ? FileFault.Name
            : FileFault.Header;
        return new DamagedFileException(path, fault, $"{what}{text}.");
    }

    private byte[] Read(string path, long start, long count)
    {
        lock (Gate)
        {
            Enter();
            using var dataset = OpenDataset(path);
            var info = Readable(dataset.Value, path);
            if (info.Type.Class is not (Hdf5Class.Float or Hdf5Class.Integer or Hdf5Class.Enumeration) && info.Type is not { Class: Hdf5Class.Text, Size: > 0 })
                throw new DamagedFileException(Path, FileFault.Type, $"'{path}' holds {info.Type.Name}, which has no plain bytes.");
            if (count >= 0 && (info.Shape.Count == 0 || start < 0 || start > info.Shape[0] - count))
                throw new DamagedFileException(Path, FileFault.Shape, $"'{path}' has no steps {start} to {start + count}: its shape is [{string.Join(", ", info.Shape)}].");
            var bytes = new byte[Checked(info, count < 0 ? info.Count : checked(count * info.RowCount), info.Type.Size) * info.Type.Size];
            if (bytes.Length == 0) return bytes;
            using var stored = new Hdf5Id(H5Dget_type(dataset.Value));
            using var type = new Hdf5Id(H5Tcopy(stored.Value));
            if (info.Type is { Size: > 1, Class: Hdf5Class.Float or Hdf5Class.Integer }) H5Tset_order(type.Value, 0);
            using var rows = count < 0 ? default : Rows.Of(dataset.Value, info, start, count);
            fixed (byte* target = bytes)
                if (H5Dread(dataset.Value, type.Value, rows.Memory.Value, rows.File.Value, 0, target) < 0) throw Refused(Path, $"'{path}' cannot be read");
            return bytes;
        }
    }

    private void Enter()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        Ready();
    }

    private int Checked(Hdf5Dataset info, long elements, int size) =>
        elements <= Limit / Math.Max(1, size) && elements <= Array.MaxLength / Math.Max(1, size)
            ? (int)elements
            : throw new DamagedFileException(Path, FileFault.Limit, $"'{info.Path}' {info.Type.Name} [{string.Join(", ", info.Shape)}]: {elements} elements in one call are more than {Limit} bytes.");

    /// <summary>Some steps along the first axis: what to take from the file and how it lies in memory.</summary>
    private readonly struct Rows : IDisposable
    {
        public Hdf5Id File { get; private init; }

        public Hdf5Id Memory { get; private init; }

        public static Rows Of(long dataset, Hdf5Dataset info, long start, long count)
        {
            var rank = info.Shape.Count;
            var from = stackalloc ulong[32];
            var size = stackalloc ulong[32];
            for (var i = 0; i < rank; i++) (from[i], size[i]) = (0, (ulong)info.Shape[i]);
            (from[0], size[0]) = ((ulong)start, (ulong)count);
            var file = H5Dget_space(dataset);
            H5Sselect_hyperslab(file, 0, from, null, size, null);
            return new Rows { File = new Hdf5Id(file), Memory = new Hdf5Id(H5Screate_simple(rank, size, null)) };
        }

        public void Dispose()
        {
            File.Dispose();
            Memory.Dispose();
        }
    }
}
