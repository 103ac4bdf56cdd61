using System.Runtime.CompilerServices;

namespace TorchSharp;

/// <summary>What a thread knows of its scopes: the innermost one, and the counts.</summary>
internal sealed class ThreadScopes
{
    [ThreadStatic] private static ThreadScopes? current;

    private const int TensorsACollection = 1 << 16;

    public DisposeScope? Innermost;

    private int ended;

    public ThreadDisposeScopeStatistics Statistics { get; } = new();

    public static ThreadScopes Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => current ?? Make();
    }

    /// <summary>Collects the young objects now and then: those of ended scopes are all garbage.</summary>
    /// <remarks>
    /// The collector itself waits until they fill the processor's cache (105 MB on one machine), which reads as a leak of ten
    /// kilobytes a training step. Sixty-five thousand operators take a tenth of a second, a collection of their tensors less than a millisecond.
    /// </remarks>
    public void End(int tensors)
    {
        if ((ended += tensors) < TensorsACollection) return;
        ended = 0;
        GC.Collect(0, GCCollectionMode.Forced);
    }

    // OpenMP counts threads for each of its callers anew, and oneDNN asks OpenMP alone; libtorch hands its own number on when asked.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ThreadScopes Make()
    {
        Shim.oft_threads();
        return current = new();
    }
}
