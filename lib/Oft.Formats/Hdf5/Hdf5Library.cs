using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Oft.Formats.Hdf5;

/// <summary>The C library for HDF5, met in this file only.</summary>
/// <remarks>
/// Every call goes through <see cref="Gate"/>: builds of the library are either not thread-safe or lock the whole library themselves, so nothing is lost.
/// Identifiers are 64 bits wide since 1.10; an older library is refused rather than misread. Predefined types are exported variables that hold their
/// identifiers only after <c>H5open</c>.
/// </remarks>
internal static unsafe partial class Hdf5Library
{
    private const string name = "hdf5";
    private static readonly string[] files =
    [
        "libhdf5_serial.so.103", "libhdf5_serial.so.310", "libhdf5_serial.so.200", "libhdf5.so.103", "libhdf5.so.200", "libhdf5.so.310", "libhdf5_serial.so", "libhdf5.so",
        "libhdf5.dylib", "hdf5.dll", "/opt/homebrew/lib/libhdf5.dylib", "/usr/local/lib/libhdf5.dylib",
    ];

    private static readonly Lazy<nint> library = new(Load);
    [ThreadStatic] private static bool quiet;

    /// <summary>Held during every use of the library.</summary>
    public static Lock Gate { get; } = new();

    /// <summary>The library's version, such as 1.10.8.</summary>
    /// <exception cref="DllNotFoundException">There is none, or one that is too old.</exception>
    public static string Version
    {
        get
        {
            Ready();
            H5get_libversion(out var major, out var minor, out var release);
            return $"{major}.{minor}.{release}";
        }
    }

    /// <summary>Loads the library and silences its own printing on this thread.</summary>
    public static void Ready()
    {
        _ = library.Value;
        if (quiet) return;
        H5Eset_auto2(0, null, null);
        quiet = true;
    }

    /// <summary>The identifier behind an exported variable such as <c>H5T_NATIVE_FLOAT_g</c>.</summary>
    public static long Id(string variable) => Marshal.ReadInt64(NativeLibrary.GetExport(library.Value, variable));

    /// <summary>What the library says went wrong on this thread, innermost first: function and text.</summary>
    public static List<(string Function, string Text)> Errors()
    {
        var errors = new List<(string, string)>();
        var handle = GCHandle.Alloc(errors);
        try
        {
            H5Ewalk2(0, 0, &Collect, GCHandle.ToIntPtr(handle));
        }
        finally
        {
            handle.Free();
        }
        return errors;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Collect(uint number, ErrorRecord* record, nint data)
    {
        var errors = (List<(string, string)>)GCHandle.FromIntPtr(data).Target!;
        if (errors.Count < 64) errors.Add((Text(record->Function), Text(record->Description)));
        return 0;
    }

    private static string Text(byte* text)
    {
        if (text is null) return "";
        var length = 0;
        while (length < 1000 && text[length] != 0) length++;
        return Encoding.UTF8.GetString(text, length);
    }

    private static nint Load()
    {
        var beside = Path.GetDirectoryName(typeof(Hdf5Library).Assembly.Location) ?? "";
        nint handle = 0;
        foreach (var file in files.Select(file => Path.Combine(beside, file)).Where(File.Exists).Concat(files))
            if (NativeLibrary.TryLoad(file, out handle)) break;
        if (handle == 0)
            throw new DllNotFoundException($"the HDF5 library is not here (looked for {string.Join(", ", files.Take(3))}, …). On Debian: apt-get install libhdf5-103-1.");
        NativeLibrary.SetDllImportResolver(typeof(Hdf5Library).Assembly, (wanted, _, _) => wanted == name ? handle : 0);
        H5dont_atexit();                                                        // its farewell prints about files it could not close; ours are closed by hand
        if (H5open() < 0) throw new DllNotFoundException("the HDF5 library does not start (H5open failed).");
        H5get_libversion(out var major, out var minor, out var release);
        if (major == 1 && minor < 10)
            throw new DllNotFoundException($"the HDF5 library is {major}.{minor}.{release}; expected 1.10 or later, whose identifiers have 64 bits.");
        return handle;
    }

    /// <summary>One entry of the library's error stack (H5E_error2_t).</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ErrorRecord
    {
        public long Class, Major, Minor;
        public uint Line;
        public byte* Function, File, Description;
    }

    /// <summary>H5G_info_t.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct GroupInfo
    {
        public int Storage;
        public ulong Links;
        public long MaximumOrder;
        public byte Mounted;
    }

    /// <summary>One element of variable length (hvl_t).</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct VariableLength
    {
        public nuint Length;
        public byte* Start;
    }

    [LibraryImport(name)] public static partial int H5dont_atexit();
    [LibraryImport(name)] public static partial int H5open();
    [LibraryImport(name)] public static partial int H5get_libversion(out uint major, out uint minor, out uint release);
    [LibraryImport(name)] public static partial int H5Eset_auto2(long stack, void* function, void* data);
    [LibraryImport(name)] public static partial int H5Ewalk2(long stack, int direction, delegate* unmanaged[Cdecl]<uint, ErrorRecord*, nint, int> function, nint data);
    [LibraryImport(name, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Fopen(string path, uint flags, long access);
    [LibraryImport(name, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Fcreate(string path, uint flags, long creation, long access);
    [LibraryImport(name)] public static partial int H5Fclose(long file);
    [LibraryImport(name)] public static partial int H5Fflush(long file, int scope);
    [LibraryImport(name)] public static partial int H5Idec_ref(long id);
    [LibraryImport(name)] public static partial int H5Iget_type(long id);
    [LibraryImport(name, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Oopen(long at, string path, long access);
    [LibraryImport(name)] public static partial int H5Gget_info(long group, out GroupInfo info);
    [LibraryImport(name, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Gcreate2(long at, string path, long link, long creation, long access);
    [LibraryImport(name, StringMarshalling = StringMarshalling.Utf8)] public static partial nint H5Lget_name_by_idx(long at, string group, int index, int order, ulong number, byte* text, nuint size, long access);
    [LibraryImport(name, StringMarshalling = StringMarshalling.Utf8)] public static partial int H5Lexists(long at, string path, long access);
    [LibraryImport(name)] public static partial int H5Aget_num_attrs(long at);
    [LibraryImport(name, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Aopen_by_idx(long at, string path, int index, int order, ulong number, long access, long link);
    [LibraryImport(name)] public static partial nint H5Aget_name(long attribute, nuint size, byte* text);
    [LibraryImport(name)] public static partial long H5Aget_type(long attribute);
    [LibraryImport(name)] public static partial long H5Aget_space(long attribute);
    [LibraryImport(name)] public static partial int H5Aread(long attribute, long type, void* buffer);
    [LibraryImport(name, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Acreate2(long at, string attribute, long type, long space, long creation, long access);
    [LibraryImport(name)] public static partial int H5Awrite(long attribute, long type, void* buffer);
    [LibraryImport(name, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Dopen2(long at, string path, long access);
    [LibraryImport(name, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Dcreate2(long at, string path, long type, long space, long link, long creation, long access);
    [LibraryImport(name)] public static partial long H5Dget_type(long dataset);
    [LibraryImport(name)] public static partial long H5Dget_space(long dataset);
    [LibraryImport(name)] public static partial long H5Dget_create_plist(long dataset);
    [LibraryImport(name)] public static partial int H5Dread(long dataset, long type, long memory, long file, long transfer, void* buffer);
    [LibraryImport(name)] public static partial int H5Dwrite(long dataset, long type, long memory, long file, long transfer, void* buffer);
    [LibraryImport(name)] public static partial int H5Dset_extent(long dataset, ulong* size);
    [LibraryImport(name)] public static partial int H5Dvlen_reclaim(long type, long space, long transfer, void* buffer);
    [LibraryImport(name)] public static partial long H5Screate(int kind);
    [LibraryImport(name)] public static partial long H5Screate_simple(int rank, ulong* size, ulong* maximum);
    [LibraryImport(name)] public static partial int H5Sget_simple_extent_type(long space);
    [LibraryImport(name)] public static partial int H5Sget_simple_extent_ndims(long space);
    [LibraryImport(name)] public static partial int H5Sget_simple_extent_dims(long space, ulong* size, ulong* maximum);
    [LibraryImport(name)] public static partial int H5Sselect_hyperslab(long space, int operation, ulong* start, ulong* stride, ulong* count, ulong* block);
    [LibraryImport(name)] public static partial long H5Tcopy(long type);
    [LibraryImport(name)] public static partial int H5Tget_class(long type);
    [LibraryImport(name)] public static partial nuint H5Tget_size(long type);
    [LibraryImport(name)] public static partial int H5Tset_size(long type, nuint size);
    [LibraryImport(name)] public static partial int H5Tget_sign(long type);
    [LibraryImport(name)] public static partial int H5Tget_order(long type);
    [LibraryImport(name)] public static partial int H5Tset_order(long type, int order);
    [LibraryImport(name)] public static partial int H5Tset_cset(long type, int set);
    [LibraryImport(name)] public static partial int H5Tis_variable_str(long type);
    [LibraryImport(name)] public static partial long H5Tget_super(long type);
    [LibraryImport(name)] public static partial int H5Tget_nmembers(long type);
    [LibraryImport(name)] public static partial long H5Tenum_create(long basis);
    [LibraryImport(name, StringMarshalling = StringMarshalling.Utf8)] public static partial int H5Tenum_insert(long type, string member, void* value);
    [LibraryImport(name)] public static partial long H5Pcreate(long kind);
    [LibraryImport(name)] public static partial int H5Pset_chunk(long list, int rank, ulong* size);
    [LibraryImport(name)] public static partial int H5Pget_layout(long list);
    [LibraryImport(name)] public static partial int H5Pget_chunk(long list, int rank, ulong* size);
    [LibraryImport(name)] public static partial int H5Pget_nfilters(long list);
    [LibraryImport(name)] public static partial int H5Pget_filter2(long list, uint number, uint* flags, nuint* count, uint* values, nuint size, byte* text, uint* configuration);
    [LibraryImport(name)] public static partial int H5Zfilter_avail(int filter);
}
