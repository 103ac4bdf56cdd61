using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp;

/// <summary>Tells OpenBLAS which kernels an Intel processor runs, before OpenBLAS looks for itself.</summary>
/// <remarks>
/// OpenBLAS 0.3.21 (Debian 12) knows Intel's processors by model number and takes one that is newer than itself for a Prescott of 2004,
/// at about a sixth of the speed. What decides is which vector instructions there are, and those can be asked.
/// A value that stands in <c>OPENBLAS_CORETYPE</c> is left alone. Child processes inherit the choice, so a Python beside us computes alike.
/// </remarks>
internal static partial class OpenBlasCore
{
    private const string Variable = "OPENBLAS_CORETYPE";

    /// <summary>Chooses; has an effect only before OpenBLAS is loaded.</summary>
    public static void Choose()
    {
        if (!OperatingSystem.IsLinux() || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) || !IsIntel()) return;
        var core = Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported ? "SKYLAKEX" : Avx2.IsSupported && Fma.IsSupported ? "HASWELL" : null;
        if (core is null) return;
        Environment.SetEnvironmentVariable(Variable, core);     // for children
        _ = setenv(Variable, core, 0);                          // for getenv in this process, which .NET's copy does not reach
    }

    // CPUID leaf 0 spells the vendor in EBX, EDX, ECX: "Genu" "ineI" "ntel".
    private static bool IsIntel()
    {
        if (!X86Base.IsSupported) return false;
        var (_, b, c, d) = X86Base.CpuId(0, 0);
        return (b, d, c) == (0x756e6547, 0x49656e69, 0x6c65746e);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
