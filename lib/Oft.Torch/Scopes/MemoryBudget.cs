namespace TorchSharp;

/// <summary>The safety belt against code that forgets scopes: native bytes that the garbage collector cannot see.</summary>
/// <remarks>
/// A tensor outside every scope is a hundred managed bytes that may hold megabytes, so no collection comes by itself. When
/// the bytes made that way since the last time pass <see cref="Bytes"/>, the young generation is collected here.
/// </remarks>
internal static class MemoryBudget
{
    /// <summary>How much may be made outside scopes between two collections.</summary>
    public const long Bytes = 256L << 20;

    private const int OlderEvery = 8;

    private static long spent;
    private static int collections;

    /// <summary>Accounts for memory made outside every scope.</summary>
    public static void Spend(long bytes)
    {
        if (bytes < 4096 || Interlocked.Add(ref spent, bytes) < Bytes) return;
        Interlocked.Exchange(ref spent, 0);
        GC.Collect(Interlocked.Increment(ref collections) % OlderEvery == 0 ? 1 : 0);
        GC.WaitForPendingFinalizers();
    }
}
