using System.Runtime.InteropServices;
using System.Text;
using static Oft.Formats.Hdf5.Hdf5Library;

namespace Oft.Formats.Hdf5;

/// <summary>An HDF5 file opened for reading.</summary>
/// <remarks>
/// What the file says about sizes is compared with limits before anything is allocated for it. The library itself is C code of many years: a file
/// from a stranger is first read by <see cref="Hdf5Guard"/> in another process.
/// </remarks>
public sealed unsafe class Hdf5File : IDisposable
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

    /// <summary>Names in a group, by alphabet; empty where there is no such group.</summary>
    public IReadOnlyList<string> Children(string group)
    {
        lock (Gate)
        {
            Enter();
            if (KindOf(group) != 2) return [];
            using var at = new Hdf5Id(H5Oopen(file, group, 0));
            if (H5Gget_info(at.Value, out var info) < 0) throw Refused(Path, $"'{group}' cannot be listed");
            if (info.Links > most) throw new DamagedFileException(Path, FileFault.Limit, $"'{group}' holds {info.Links} names; expected at most {most}.");
            var names = new List<string>();
            for (var i = 0UL; i < info.Links; i++) names.Add(LinkName(at.Value, group, i));
            return names;
        }
    }

    /// <summary>True where a group of this path can be opened.</summary>
    public bool HasGroup(string path)
    {
        lock (Gate)
        {
            Enter();
            return KindOf(path) == 2;
        }
    }

    /// <summary>True where something of this path can be opened.</summary>
    public bool Has(string path)
    {
        lock (Gate)
        {
            Enter();
            return KindOf(path) > 0;
        }
    }

    /// <summary>Paths of every data set, by alphabet within each group; links that lead nowhere are left out.</summary>
    public IReadOnlyList<string> Datasets()
    {
        var found = new List<string>();
        Walk("/", 0, found);
        return found;
    }

    /// <summary>What the file says about a data set.</summary>
    /// <exception cref="DamagedFileException">There is none of this path, or it cannot be described.</exception>
    public Hdf5Dataset Dataset(string path)
    {
        lock (Gate)
        {
            Enter();
            using var dataset = OpenDataset(path);
            return Describe(dataset.Value, path);
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

    /// <summary>The attributes of a group or data set, by alphabet; those of a kind that is not read here are left out.</summary>
    public IReadOnlyList<Hdf5Attribute> Attributes(string path = "/")
    {
        lock (Gate)
        {
            Enter();
            using var at = new Hdf5Id(H5Oopen(file, path, 0));
            if (at.Value < 0) throw Refused(Path, $"'{path}' cannot be opened");
            var count = H5Aget_num_attrs(at.Value);
            if (count is < 0 or > most) throw Refused(Path, $"the attributes of '{path}' cannot be counted");
            var all = new List<Hdf5Attribute>();
            for (var i = 0; i < count; i++)
            {
                using var attribute = new Hdf5Id(H5Aopen_by_idx(at.Value, ".", 0, 0, (ulong)i, 0, 0));
                if (attribute.Value < 0)
                {
                    var refused = Refused(Path, $"attribute {i} of '{path}' cannot be opened");
                    // Newer libraries number the message of a type higher than 1.10 knows.
                    return path == "/" && refused.Message.Contains("bad version number for datatype message", StringComparison.Ordinal) ? RootAttributes.Read(Path) : throw refused;
                }
                if (AttributeReader.Read(attribute.Value, Path) is { } known) all.Add(known);
            }
            return all;
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

    internal static Hdf5Type TypeOf(long type, int depth = 0)
    {
        var kind = (Hdf5Class)H5Tget_class(type);
        if (kind == Hdf5Class.Variable && depth < 2)
        {
            using var basis = new Hdf5Id(H5Tget_super(type));
            return new Hdf5Type(kind, (int)H5Tget_size(type), Element: TypeOf(basis.Value, depth + 1));
        }
        if (kind == Hdf5Class.Text && H5Tis_variable_str(type) > 0) return new Hdf5Type(kind, 0);
        return new Hdf5Type(kind, (int)Math.Min(H5Tget_size(type), int.MaxValue), H5Tget_sign(type) == 1, H5Tget_order(type) == 1);
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

    private void Walk(string group, int depth, List<string> found)
    {
        if (depth > deepest) throw new DamagedFileException(Path, FileFault.Limit, $"'{group}' is nested more than {deepest} deep; do its links lead back to it?");
        foreach (var name in Children(group))
        {
            var path = group == "/" ? "/" + name : $"{group}/{name}";
            var kind = KindOrNowhere(path);
            if (kind == 2) Walk(path, depth + 1, found);
            else if (kind == 5) found.Add(path);
            if (found.Count > most) throw new DamagedFileException(Path, FileFault.Limit, $"more than {most} data sets.");
        }
    }

    private void Enter()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        Ready();
    }

    // H5I_GROUP is 2, H5I_DATASET 5; what cannot be opened is -1.
    private int KindOf(string path)
    {
        using var at = new Hdf5Id(H5Oopen(file, path, 0));
        return at.Value < 0 ? -1 : H5Iget_type(at.Value);
    }

    // A link that leads nowhere is no damage; an object that is there and cannot be opened is.
    private int KindOrNowhere(string path)
    {
        lock (Gate)
        {
            Enter();
            var kind = KindOf(path);
            if (kind >= 0) return kind;
            var refused = Refused(Path, $"'{path}' cannot be opened");
            return refused.Fault == FileFault.Name || refused.Message.Contains("external", StringComparison.Ordinal) ? kind : throw refused;
        }
    }

    private string LinkName(long at, string group, ulong number)
    {
        var length = H5Lget_name_by_idx(at, ".", 0, 0, number, null, 0, 0);
        if (length is < 0 or > 4096) throw Refused(Path, $"name {number} in '{group}' cannot be read");
        var buffer = stackalloc byte[(int)length + 1];
        H5Lget_name_by_idx(at, ".", 0, 0, number, buffer, (nuint)length + 1, 0);
        return Encoding.UTF8.GetString(buffer, (int)length);
    }

    private Hdf5Id OpenDataset(string path)
    {
        var dataset = H5Dopen2(file, path, 0);
        return dataset < 0 ? throw Refused(Path, $"'{path}' is no data set") : new Hdf5Id(dataset);
    }

    private Hdf5Dataset Readable(long dataset, string path)
    {
        var info = Describe(dataset, path);
        return info.MissingFilter is { } filter
            ? throw new DamagedFileException(Path, FileFault.Unsupported, $"'{path}' went through the filter '{filter}', which the HDF5 library here does not have; rewrite the file with gzip or without compression.")
            : info;
    }

    private Hdf5Dataset Describe(long dataset, string path)
    {
        using var space = new Hdf5Id(H5Dget_space(dataset));
        var shape = Shape(space.Value, $"'{path}'", Path);
        using var type = new Hdf5Id(H5Dget_type(dataset));
        using var list = new Hdf5Id(H5Dget_create_plist(dataset));
        var filters = new List<string>();
        string? missing = null;
        var text = stackalloc byte[64];
        for (var i = 0; i < Math.Min(H5Pget_nfilters(list.Value), 32); i++)
        {
            uint flags, configuration;
            nuint values = 0;
            var number = H5Pget_filter2(list.Value, (uint)i, &flags, &values, null, 64, text, &configuration);
            text[63] = 0;
            var filter = Marshal.PtrToStringUTF8((nint)text) is { Length: > 0 } named ? named : $"number {number}";
            filters.Add(filter);
            if (number < 0 || H5Zfilter_avail(number) <= 0) missing ??= filter;
        }
        if (H5Pget_layout(list.Value) == 2) LimitChunk(list.Value, shape.Count, TypeOf(type.Value), path);
        return new Hdf5Dataset(path, TypeOf(type.Value), shape, H5Sget_simple_extent_type(space.Value) == 2, filters, missing);
    }

    // The library allocates a whole chunk to read any of it.
    private void LimitChunk(long list, int rank, Hdf5Type type, string path)
    {
        var sizes = stackalloc ulong[32];
        if (H5Pget_chunk(list, rank, sizes) != rank) throw Refused(Path, $"the chunks of '{path}' cannot be described");
        var bytes = (double)type.Size;
        for (var i = 0; i < rank; i++) bytes *= sizes[i];
        if (bytes > Limit) throw new DamagedFileException(Path, FileFault.Limit, $"'{path}' has chunks of {bytes:0} bytes; expected at most {Limit}.");
    }

    private int Checked(Hdf5Dataset info, long elements, int size) =>
        elements <= Limit / Math.Max(1, size) && elements <= Array.MaxLength / Math.Max(1, size)
            ? (int)elements
            : throw new DamagedFileException(Path, FileFault.Limit, $"'{info.Path}' {info.Type.Name} [{string.Join(", ", info.Shape)}]: {elements} elements in one call are more than {Limit} bytes.");

    internal static IReadOnlyList<long> Shape(long space, string what, string file)
    {
        var rank = H5Sget_simple_extent_ndims(space);
        if (rank is < 0 or > 32) throw Refused(file, $"the shape of {what} cannot be read");
        var sizes = stackalloc ulong[32];
        if (rank > 0 && H5Sget_simple_extent_dims(space, sizes, null) < 0) throw Refused(file, $"the shape of {what} cannot be read");
        var shape = new long[rank];
        var total = 1.0;
        for (var i = 0; i < rank; i++)
        {
            total *= Math.Max(1, sizes[i]);
            if (total > 1L << 50) throw new DamagedFileException(file, FileFault.Limit, $"the shape of {what} has more than 2^50 elements.");
            shape[i] = (long)sizes[i];
        }
        return shape;
    }

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
