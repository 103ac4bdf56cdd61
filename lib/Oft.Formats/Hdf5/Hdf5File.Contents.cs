using System.Runtime.InteropServices;
using System.Text;
using static Oft.Formats.Hdf5.Hdf5Library;

namespace Oft.Formats.Hdf5;

// What a file holds: groups, data sets, their types, shapes and attributes.
public sealed unsafe partial class Hdf5File
{
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
}
