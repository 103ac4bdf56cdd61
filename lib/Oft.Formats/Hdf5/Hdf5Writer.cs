using System.Runtime.InteropServices;
using System.Text;
using static Oft.Formats.Hdf5.Hdf5Library;

namespace Oft.Formats.Hdf5;

/// <summary>Writes an HDF5 file: attributes, whole data sets, and data sets that grow step by step.</summary>
/// <remarks>
/// Everything goes to a file beside the target; <see cref="Complete"/> gives it its name, so a recorder that dies leaves no half episode under an
/// episode's name. Chunks are one step each and never packed: packing costs more time per tick than a control period has.
/// </remarks>
public sealed unsafe class Hdf5Writer : IDisposable
{
    private const string suffix = ".unfinished";
    private readonly string path;
    private readonly Dictionary<string, (long Id, ElementType Type, long[] Shape)> growing = [];
    private long file;
    private bool complete;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Replaced when <see cref="Complete"/> is called.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    public Hdf5Writer(string path)
    {
        this.path = path;
        lock (Gate)
        {
            Ready();
            file = H5Fcreate(path + suffix, 2, 0, 0);
            if (file < 0) throw new IOException($"{path} cannot be created. {Hdf5File.Refused(path, "the library says").Message}");
        }
    }

    /// <summary>Attaches a boolean to the root, stored as Python's writer stores it.</summary>
    public void Attribute(string name, bool value)
    {
        lock (Gate)
        {
            Ready();
            using var type = new Hdf5Id(H5Tenum_create(Id("H5T_STD_I8LE_g")));
            sbyte no = 0, yes = 1;
            H5Tenum_insert(type.Value, "FALSE", &no);
            H5Tenum_insert(type.Value, "TRUE", &yes);
            Attach(name, type.Value, value ? &yes : &no);
        }
    }

    /// <summary>Attaches a number to the root.</summary>
    public void Attribute(string name, double value)
    {
        lock (Gate)
        {
            Ready();
            Attach(name, Id("H5T_IEEE_F64LE_g"), &value);
        }
    }

    /// <summary>Attaches a text to the root.</summary>
    public void Attribute(string name, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value + "\0");
        lock (Gate)
        {
            Ready();
            using var type = new Hdf5Id(H5Tcopy(Id("H5T_C_S1_g")));
            H5Tset_size(type.Value, (nuint)bytes.Length);
            H5Tset_cset(type.Value, 1);
            fixed (byte* source = bytes) Attach(name, type.Value, source);
        }
    }

    /// <summary>Makes a group; those above it must be there.</summary>
    public void Group(string name)
    {
        lock (Gate)
        {
            Ready();
            using var group = new Hdf5Id(Known(H5Gcreate2(file, name, 0, 0, 0), $"group '{name}'"));
        }
    }

    /// <summary>Writes a whole data set in one piece.</summary>
    /// <param name="name">Its path; the groups above it must be there.</param>
    /// <param name="type">Of its elements.</param>
    /// <param name="shape">Row-major.</param>
    /// <param name="bytes">As many as the shape needs, little-endian.</param>
    /// <param name="chunked">True for chunks of one step along the first axis.</param>
    public void Write(string name, ElementType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> bytes, bool chunked = false)
    {
        Expect(name, type, shape, bytes.Length);
        lock (Gate)
        {
            Ready();
            using var dataset = new Hdf5Id(Create(name, type, shape, chunked && shape[0] > 0, grows: false));
            fixed (byte* source = bytes)
                if (bytes.Length > 0) Known(H5Dwrite(dataset.Value, Native(type), 0, 0, 0, source), $"'{name}'");
        }
    }

    /// <summary>Writes float32 numbers in one piece.</summary>
    public void Write(string name, ReadOnlySpan<long> shape, ReadOnlySpan<float> values) => Write(name, ElementType.Float32, shape, MemoryMarshal.AsBytes(values));

    /// <summary>Makes a data set that grows by <see cref="Append"/>.</summary>
    /// <param name="name">Its path.</param>
    /// <param name="type">Of its elements.</param>
    /// <param name="stepShape">Of one step.</param>
    public void Grow(string name, ElementType type, ReadOnlySpan<long> stepShape)
    {
        long[] shape = [0, .. stepShape];
        lock (Gate)
        {
            Ready();
            growing.Add(name, (Create(name, type, shape, chunked: true, grows: true), type, shape));
        }
    }

    /// <summary>Appends one step.</summary>
    public void Append(string name, ReadOnlySpan<byte> step)
    {
        var (id, type, shape) = growing[name];
        Expect(name, type, [1, .. shape[1..]], step.Length);
        lock (Gate)
        {
            Ready();
            var rank = shape.Length;
            var size = stackalloc ulong[rank];
            var start = stackalloc ulong[rank];
            for (var i = 0; i < rank; i++) (size[i], start[i]) = ((ulong)shape[i], 0);
            (start[0], size[0]) = ((ulong)shape[0], (ulong)shape[0] + 1);
            Known(H5Dset_extent(id, size), $"'{name}'");
            size[0] = 1;
            using var space = new Hdf5Id(H5Dget_space(id));
            using var memory = new Hdf5Id(H5Screate_simple(rank, size, null));
            Known(H5Sselect_hyperslab(space.Value, 0, start, null, size, null), $"'{name}'");
            fixed (byte* source = step) Known(H5Dwrite(id, Native(type), memory.Value, space.Value, 0, source), $"'{name}'");
            shape[0]++;
        }
    }

    /// <summary>Closes the file and gives it its name.</summary>
    /// <exception cref="IOException">The library could not write it whole.</exception>
    public void Complete()
    {
        lock (Gate)
        {
            Ready();
            Known(H5Fflush(file, 1), "the file");
            Close();
        }
        File.Move(path + suffix, path, overwrite: true);
        complete = true;
    }

    /// <summary>Removes the unfinished file where <see cref="Complete"/> was not reached.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            Ready();
            if (file > 0) Close();
        }
        if (!complete) File.Delete(path + suffix);
    }

    private void Close()
    {
        foreach (var (id, _, _) in growing.Values) H5Idec_ref(id);
        growing.Clear();
        var closed = H5Fclose(file);
        file = 0;
        Known(closed, "the file");
    }

    private long Create(string name, ElementType type, ReadOnlySpan<long> shape, bool chunked, bool grows)
    {
        var rank = shape.Length;
        var size = stackalloc ulong[Math.Max(1, rank)];
        var most = stackalloc ulong[Math.Max(1, rank)];
        for (var i = 0; i < rank; i++) (size[i], most[i]) = ((ulong)shape[i], (ulong)shape[i]);
        if (grows) most[0] = ulong.MaxValue;                                    // H5S_UNLIMITED
        using var space = new Hdf5Id(Known(H5Screate_simple(rank, size, most), $"'{name}'"));
        using var list = new Hdf5Id(chunked ? H5Pcreate(Id("H5P_CLS_DATASET_CREATE_ID_g")) : 0);
        if (chunked)
        {
            size[0] = 1;
            Known(H5Pset_chunk(list.Value, rank, size), $"'{name}'");
        }
        return Known(H5Dcreate2(file, name, Native(type), space.Value, 0, list.Value, 0), $"'{name}'");
    }

    private void Attach(string name, long type, void* value)
    {
        using var space = new Hdf5Id(H5Screate(0));
        using var attribute = new Hdf5Id(Known(H5Acreate2(file, name, type, space.Value, 0, 0), $"attribute '{name}'"));
        Known(H5Awrite(attribute.Value, type, value), $"attribute '{name}'");
    }

    private static long Native(ElementType type) => Id(type switch
    {
        ElementType.UInt8 => "H5T_STD_U8LE_g",
        ElementType.Int32 => "H5T_STD_I32LE_g",
        ElementType.Int64 => "H5T_STD_I64LE_g",
        ElementType.Float32 => "H5T_IEEE_F32LE_g",
        ElementType.Float64 => "H5T_IEEE_F64LE_g",
        _ => throw new ArgumentException($"{type} is not written to HDF5 here; expected UInt8, Int32, Int64, Float32 or Float64.", nameof(type)),
    });

    private static void Expect(string name, ElementType type, ReadOnlySpan<long> shape, int bytes)
    {
        var needed = ElementTypes.Count(shape.ToArray()) * type.Size;
        if (needed != bytes) throw new ArgumentException($"'{name}' {type} [{string.Join(", ", shape.ToArray())}] needs {needed} bytes, got {bytes}.", nameof(bytes));
    }

    private long Known(long result, string what) => result < 0
        ? throw new IOException($"{path}: {what} cannot be written. {Hdf5File.Refused(path, "the library says").Message}")
        : result;
}
