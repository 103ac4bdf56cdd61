using System.Runtime.InteropServices;
using Oft.Torch;

namespace TorchSharp;

/// <summary>Finds liboft_torch.so, refuses one of another make, and sets the process up: cheap exceptions, thread counts.</summary>
/// <remarks>Looked for as <see cref="NativeFile"/> says; <c>OFT_TORCH_SHIM</c> names another.</remarks>
internal static unsafe class ShimLoader
{
    private const string FileName = "liboft_torch.so";
    private const int Abi = 1;   // oft_abi in oft_torch.h

    private static readonly Lock gate = new();
    private static nint loaded;
    private static string? failure;

    /// <summary>Where the loaded library came from; null before it is loaded.</summary>
    public static string? Path { get; private set; }

    /// <summary>Why the engine cannot run here; null when it can.</summary>
    public static string? WhatIsMissing
    {
        get
        {
            try { Load(); return null; }
            catch (DllNotFoundException missing) { return missing.Message; }
        }
    }

    /// <summary>Answers the runtime's question for the library from now on.</summary>
    public static void Install(string library) =>
        NativeLibrary.SetDllImportResolver(typeof(ShimLoader).Assembly, (name, _, _) => name == library ? Load() : 0);

    private static nint Load()
    {
        lock (gate)
        {
            if (loaded != 0) return loaded;
            if (failure is not null) throw new DllNotFoundException(failure);
            try
            {
                Path = NativeFile.Find(FileName, "OFT_TORCH_SHIM");
                OpenBlasCore.Choose();
                var handle = NativeLibrary.Load(Path);
                var abi = ((delegate* unmanaged<int>)NativeLibrary.GetExport(handle, "oft_init"))();
                if (abi != Abi)
                    throw new DllNotFoundException($"{Path}: expected shim version {Abi}, got {abi}. Build lib/native again.");
                SetThreads(handle);
                return loaded = handle;
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
            {
                failure = e.Message;
                throw new DllNotFoundException(failure, e);
            }
        }
    }

    // libtorch 1.13 starts with one thread on some machines, and an OpenBLAS with a pool of its own fights libtorch's.
    private static void SetThreads(nint handle)
    {
        var wanted = int.TryParse(Environment.GetEnvironmentVariable("OFT_THREADS"), out var n) && n > 0 ? n : Environment.ProcessorCount;
        ((delegate* unmanaged<int, int>)NativeLibrary.GetExport(handle, "oft_set_threads"))(wanted);
        const int ownPool = 1;
        if (((delegate* unmanaged<int>)NativeLibrary.GetExport(handle, "oft_openblas_parallel"))() == ownPool)
            ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(handle, "oft_set_openblas_threads"))(1);
    }
}
