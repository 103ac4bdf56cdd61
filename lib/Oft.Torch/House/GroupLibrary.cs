using System.Runtime.InteropServices;
using System.Text;

namespace Oft.Torch;

/// <summary>liboft_groups.so: process groups of the libtorch in use. It is built only where that libtorch has Gloo.</summary>
internal static unsafe class GroupLibrary
{
    private const string FileName = "liboft_groups.so";
    private const int Abi = 1;   // oft_abi in oft_torch.h

    private static readonly Lazy<(nint Handle, string? Missing)> library = new(Load);

    /// <summary>Why there are no process groups here; null where there are.</summary>
    public static string? WhatIsMissing => library.Value.Missing;

    /// <summary>An export's address.</summary>
    /// <exception cref="NotSupportedException">There are no process groups here.</exception>
    public static nint Export(string name) => library.Value.Missing is { } missing ? throw new NotSupportedException(missing) : NativeLibrary.GetExport(library.Value.Handle, name);

    /// <summary>Passes a result on, or throws what libtorch said.</summary>
    /// <exception cref="ProcessGroupException">The result is negative.</exception>
    public static int Check(int result, string what)
    {
        if (result >= 0) return result;
        var said = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)Export("oft_group_error"))()) ?? "";
        throw new ProcessGroupException($"{what}: {said.Split('\n')[0]}");
    }

    /// <summary>A text as C reads it.</summary>
    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static (nint, string?) Load()
    {
        // The package brings a libtorch of its own, against which nothing was built.
        if (typeof(TorchSharp.torch).Assembly != typeof(GroupLibrary).Assembly) return (0, "process groups: not with TorchSharp's package. Build with -p:TorchProvider=system.");
        try
        {
            var handle = NativeLibrary.Load(NativeFile.Find(FileName, "OFT_TORCH_GROUPS"));
            var abi = ((delegate* unmanaged<int>)NativeLibrary.GetExport(handle, "oft_group_abi"))();
            return abi == Abi ? (handle, null) : (0, $"{FileName}: expected version {Abi}, got {abi}. Build lib/native again.");
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return (0, $"process groups: {e.Message} It is built only where libtorch has Gloo.");
        }
    }
}
