using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Torch;

/// <summary>What the machine's own libtorch says of itself.</summary>
internal static unsafe class EngineFacts
{
    public static string? WhatIsMissing => ShimLoader.WhatIsMissing;

    public static string Libtorch => $"{__version__}, through {ShimLoader.Path}";

    public static string Blas
    {
        get
        {
            if (Shim.Text(Shim.oft_openblas_config()) is { } config)
                return $"{config} ({Shim.oft_openblas_parallel() switch { 0 => "one thread", 1 => $"a pool of its own, {Shim.oft_openblas_threads()} thread(s)", _ => "OpenMP" }})";
            var library = LoadedLibrary("blas");
            var own = Config().Split('\n').FirstOrDefault(line => line.Contains("Math Kernel Library", StringComparison.Ordinal));
            return own?.Trim(' ', '-') ?? (library is null ? "libtorch's own" : $"reference BLAS or another ({library})");
        }
    }

    public static string Attention => !TorchSharp.Attention.CanFuse ? "composed (this libtorch has no fused kernel)"
        : $"float32 {Name(ScalarType.Float32)}, bfloat16 {Name(ScalarType.BFloat16)} (measured)";

    private static string Name(ScalarType type)
    {
        using var probe = empty([1L], type);
        return TorchSharp.Attention.Fuses(probe) ? "fused" : "composed";
    }

    private static string Config()
    {
        var text = new byte[1 << 14];
        fixed (byte* into = text) return Encoding.UTF8.GetString(text, 0, Shim.Check(Shim.oft_config(into, text.Length)));
    }

    private static string? LoadedLibrary(string part) => File.Exists("/proc/self/maps")
        ? File.ReadLines("/proc/self/maps").Select(line => line[(line.LastIndexOf(' ') + 1)..])
            .FirstOrDefault(path => Path.GetFileName(path).Contains(part, StringComparison.OrdinalIgnoreCase))
        : null;
}
