using System.Reflection;
using System.Runtime.InteropServices;

namespace Oft.Imaging.Files;

/// <summary>The few functions of libjpeg-turbo's TurboJPEG interface that the house calls.</summary>
/// <remarks>This interface and not libjpeg's own: there an error ends in <c>longjmp</c> or <c>exit</c>, here in a return value.</remarks>
internal static partial class TurboJpeg
{
    internal const int Rgb = 0, Gray = 6, Cmyk = 11;                                                // TJPF
    internal const int Sampling420 = 2, SamplingGray = 3;                                           // TJSAMP
    internal const int SpaceGray = 2, SpaceCmyk = 3, SpaceYcck = 4;                                 // TJCS
    internal const int NoReallocation = 1024, FastDct = 2048, AccurateDct = 4096, LimitScans = 32768;   // TJFLAG

    private const string Name = "turbojpeg";

    static TurboJpeg() => NativeLibrary.SetDllImportResolver(typeof(TurboJpeg).Assembly, Resolve);

    [LibraryImport(Name, EntryPoint = "tjInitDecompress")]
    internal static partial nint CreateDecompressor();

    [LibraryImport(Name, EntryPoint = "tjInitCompress")]
    internal static partial nint CreateCompressor();

    [LibraryImport(Name, EntryPoint = "tjDestroy")]
    internal static partial int Destroy(nint handle);

    [LibraryImport(Name, EntryPoint = "tjDecompressHeader3")]
    internal static unsafe partial int ReadHeader(nint handle, byte* file, CULong length, out int width, out int height, out int sampling, out int space);

    [LibraryImport(Name, EntryPoint = "tjDecompress2")]
    internal static unsafe partial int Decompress(nint handle, byte* file, CULong length, byte* pixels, int width, int pitch, int height, int format, int flags);

    [LibraryImport(Name, EntryPoint = "tjCompress2")]
    internal static unsafe partial int Compress(nint handle, byte* pixels, int width, int pitch, int height, int format, ref byte* file, ref CULong length, int sampling, int quality, int flags);

    [LibraryImport(Name, EntryPoint = "tjBufSize")]
    internal static partial CULong LargestFile(int width, int height, int sampling);

    [LibraryImport(Name, EntryPoint = "tjGetErrorStr2")]
    private static partial nint ErrorText(nint handle);

    internal static string Error(nint handle) => Marshal.PtrToStringUTF8(ErrorText(handle)) ?? "no reason given";

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name != Name) return 0;
        string[] files = OperatingSystem.IsWindows() ? ["turbojpeg.dll"]
            : OperatingSystem.IsMacOS() ? ["libturbojpeg.0.dylib", "libturbojpeg.dylib"]
            : ["libturbojpeg.so.0", "libturbojpeg.so"];
        var beside = Path.GetDirectoryName(assembly.Location) ?? "";
        foreach (var file in files)
            if (NativeLibrary.TryLoad(Path.Combine(beside, file), out var handle) || NativeLibrary.TryLoad(file, out handle))
                return handle;
        throw new DllNotFoundException($"libjpeg-turbo's TurboJPEG interface ({files[0]}) cannot be loaded. On Debian it is the package libturbojpeg0.");
    }
}
