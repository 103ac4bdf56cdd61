using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Oft.Simulation.MuJoCo;

/// <summary>Where MuJoCo's own memory comes from: large blocks from the system and back to it, small ones from the heap.</summary>
/// <remarks>
/// A state takes tens of megabytes. From glibc's heap such a block comes back to a hole that a few bytes of the GL library may since have
/// made too small, and then the heap grows by the whole block: 17 MB every few hundred worlds, although nothing was lost.
/// </remarks>
internal static unsafe partial class MuJoCoMemory
{
    private const nuint Large = 256 * 1024;
    private const nuint Alignment = 64;                          // a cache line; MuJoCo itself asks for 8
    private const int ReadAndWrite = 3, PrivateAndAnonymous = 0x22;
    private static readonly ConcurrentDictionary<nint, nuint> large = [];

    /// <summary>True for a large block that was not given back.</summary>
    public static bool IsApart(nint block) => large.ContainsKey(block);

    /// <summary>Stands behind mju_user_malloc: null when there is no memory, which MuJoCo reports itself.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void* Take(nuint size)
    {
        if (size >= Large && OperatingSystem.IsLinux())
        {
            var block = Map(0, size, ReadAndWrite, PrivateAndAnonymous, -1, 0);
            if (block == -1) return null;
            large[block] = size;
            return (void*)block;
        }
        try
        {
            return NativeMemory.AlignedAlloc(size, Alignment);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>Stands behind mju_user_free.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Give(void* block)
    {
        if (large.TryRemove((nint)block, out var size)) Unmap((nint)block, size);
        else NativeMemory.AlignedFree(block);
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint wish, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint start, nuint length);
}
