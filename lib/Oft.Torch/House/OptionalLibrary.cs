using System.Runtime.InteropServices;
using System.Text;

namespace Oft.Torch;

/// <summary>A native file of the house that is built only where the libtorch in use has what it is about.</summary>
internal sealed unsafe class OptionalLibrary
{
    private const int Abi = 1;   // oft_abi in oft_torch.h

    private readonly Lazy<(nint Handle, string? Missing)> library;
    private readonly string prefix;
    private readonly Func<string, Exception> fault;

    private OptionalLibrary(string what, string file, string variable, string prefix, string needs, Func<string, Exception> fault)
    {
        (this.prefix, this.fault) = (prefix, fault);
        library = new(() => Load(what, file, variable, prefix, needs));
    }

    /// <summary>liboft_groups.so: process groups, where libtorch has Gloo.</summary>
    public static OptionalLibrary Groups { get; } = new("process groups", "liboft_groups.so", "OFT_TORCH_GROUPS", "oft_group", "libtorch has Gloo", said => new ProcessGroupException(said));

    /// <summary>liboft_cuda.so: streams, events, graphs and memory of NVIDIA GPUs, where libtorch has CUDA and CUDA's headers are found.</summary>
    public static OptionalLibrary Cuda { get; } = new("CUDA", "liboft_cuda.so", "OFT_TORCH_CUDA", "oft_cuda", "libtorch has CUDA and CUDA's headers are found", said => new ExternalException(said));

    /// <summary>Why it is not here; null where it is.</summary>
    public string? WhatIsMissing => library.Value.Missing;

    /// <summary>An export's address.</summary>
    /// <exception cref="NotSupportedException">The library is not here.</exception>
    public nint this[string name] => library.Value.Missing is { } missing ? throw new NotSupportedException(missing) : NativeLibrary.GetExport(library.Value.Handle, name);

    /// <summary>Passes a result on, or throws what libtorch said.</summary>
    public int Check(int result, string what)
    {
        if (result >= 0) return result;
        var said = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)this[$"{prefix}_error"])()) ?? "";
        throw fault($"{what}: {said.Split('\n')[0]}");
    }

    /// <summary>A text as C reads it.</summary>
    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static (nint, string?) Load(string what, string file, string variable, string prefix, string needs)
    {
        // The package brings a libtorch of its own, against which nothing was built.
        if (typeof(TorchSharp.torch).Assembly != typeof(OptionalLibrary).Assembly) return (0, $"{what}: not with TorchSharp's package. Build with -p:TorchProvider=system.");
        // The engine comes first: it chooses OpenBLAS's kernels and the threads, and this file would bring libtorch, and OpenBLAS with it, before that.
        if (EngineFacts.WhatIsMissing is { } engine) return (0, $"{what}: {engine}");
        string path;
        try
        {
            path = NativeFile.Find(file, variable);
        }
        catch (DllNotFoundException)
        {
            return (0, $"{what}: {file} is not here; it is built only where {needs}, and {variable} can name another.");
        }
        try
        {
            var handle = NativeLibrary.Load(path);
            var abi = ((delegate* unmanaged<int>)NativeLibrary.GetExport(handle, $"{prefix}_abi"))();
            return abi == Abi ? (handle, null) : (0, $"{what}: {file}: expected version {Abi}, got {abi}. Build lib/native again.");
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return (0, $"{what}: {path}: {e.Message}");
        }
    }
}
