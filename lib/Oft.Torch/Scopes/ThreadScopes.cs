using System.Runtime.CompilerServices;

namespace TorchSharp;

/// <summary>What a thread knows of its scopes: the innermost one, and the counts.</summary>
internal sealed class ThreadScopes
{
    [ThreadStatic] private static ThreadScopes? current;

    public DisposeScope? Innermost;

    public ThreadDisposeScopeStatistics Statistics { get; } = new();

    public static ThreadScopes Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => current ?? Make();
    }

    // OpenMP counts threads for each of its callers anew, and oneDNN asks OpenMP alone; libtorch hands its own number on when asked.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ThreadScopes Make()
    {
        Shim.oft_threads();
        return current = new();
    }
}
