using System.Runtime.InteropServices;
using System.Text;
using static Oft.Formats.Hdf5.Hdf5Library;

namespace Oft.Formats.Hdf5;

/// <summary>Turns a stored attribute into booleans, integers, floats or text.</summary>
internal static unsafe class AttributeReader
{
    private const int most = 1 << 20;

    /// <summary>The attribute, or null where its kind is not read here. The library's gate is held.</summary>
    public static Hdf5Attribute? Read(long attribute, string file)
    {
        var name = Name(attribute);
        using var stored = new Hdf5Id(H5Aget_type(attribute));
        using var space = new Hdf5Id(H5Aget_space(attribute));
        var type = Hdf5File.TypeOf(stored.Value);
        var shape = Hdf5File.Shape(space.Value, $"attribute '{name}'", file);
        var count = H5Sget_simple_extent_type(space.Value) == 2 ? 0 : shape.Aggregate(1L, (product, size) => product * size);
        if (count * Math.Max(8, type.Size) > most) throw new DamagedFileException(file, FileFault.Limit, $"attribute '{name}' has {count} values; expected at most {most / 8}.");
        if (count == 0) return new Hdf5Attribute(name, type.Name, shape, []);
        object[]? values = type switch
        {
            { Class: Hdf5Class.Enumeration, Size: 1 } => Numbers<sbyte>(attribute, Id("H5T_NATIVE_INT8_g"), stored.Value, count, x => x != 0, file, name),
            { Class: Hdf5Class.Integer } => Numbers<long>(attribute, Id("H5T_NATIVE_INT64_g"), 0, count, x => x, file, name),
            { Class: Hdf5Class.Float } => Numbers<double>(attribute, Id("H5T_NATIVE_DOUBLE_g"), 0, count, x => x, file, name),
            { Class: Hdf5Class.Text, Size: 0 } => Texts(attribute, stored.Value, space.Value, count, file, name),
            { Class: Hdf5Class.Text } => FixedTexts(attribute, stored.Value, type.Size, count, file, name),
            _ => null,
        };
        return values is null ? null : new Hdf5Attribute(name, type.Name, shape, values);
    }

    private static string Name(long attribute)
    {
        var length = (int)Math.Clamp(H5Aget_name(attribute, 0, null), 0, 4096);
        var buffer = stackalloc byte[length + 1];
        H5Aget_name(attribute, (nuint)length + 1, buffer);
        return Encoding.UTF8.GetString(buffer, length);
    }

    // An enumeration is read as it is stored; everything else is converted by the library.
    private static object[] Numbers<T>(long attribute, long native, long stored, long count, Func<T, object> box, string file, string name) where T : unmanaged
    {
        var values = new T[count];
        fixed (T* target = values)
            if (H5Aread(attribute, stored == 0 ? native : stored, target) < 0) throw Hdf5File.Refused(file, $"attribute '{name}' cannot be read");
        return [.. values.Select(box)];
    }

    private static object[] Texts(long attribute, long type, long space, long count, string file, string name)
    {
        var pointers = new nint[count];
        fixed (nint* target = pointers)
        {
            if (H5Aread(attribute, type, target) < 0) throw Hdf5File.Refused(file, $"attribute '{name}' cannot be read");
            try
            {
                return [.. pointers.Select(x => (object)(Marshal.PtrToStringUTF8(x) ?? ""))];
            }
            finally
            {
                H5Dvlen_reclaim(type, space, 0, target);
            }
        }
    }

    private static object[] FixedTexts(long attribute, long type, int size, long count, string file, string name)
    {
        var bytes = new byte[count * size];
        fixed (byte* target = bytes)
            if (H5Aread(attribute, type, target) < 0) throw Hdf5File.Refused(file, $"attribute '{name}' cannot be read");
        return [.. Enumerable.Range(0, (int)count).Select(i => (object)Encoding.UTF8.GetString(bytes, i * size, size).TrimEnd('\0'))];
    }
}
