using static TorchSharp.torch;

namespace Oft.Torch;

/// <summary>What can be said of a package's libtorch.</summary>
internal static class EngineFacts
{
    public static string? WhatIsMissing
    {
        get
        {
            try { return TryInitializeDeviceType(TorchSharp.DeviceType.CPU) ? null : "the package's native library cannot be loaded"; }
            catch (Exception e) when (e is NotSupportedException or DllNotFoundException or TypeInitializationException) { return e.Message; }
        }
    }

    public static string Libtorch => $"{__version__}, the package's own";

    public static string Blas => "the package's own";

    public static string Attention => "the package's own";
}
