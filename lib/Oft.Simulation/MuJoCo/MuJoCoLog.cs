using System.Collections.Concurrent;

namespace Oft.Simulation.MuJoCo;

/// <summary>What MuJoCo warned about, newest last; kept here instead of being printed or written to a file beside the program.</summary>
public static class MuJoCoLog
{
    private const int Kept = 256;
    private static readonly ConcurrentQueue<string> lines = new();
    private static long count;

    /// <summary>Raised for every warning, on the thread that was simulating.</summary>
    public static event Action<string>? Warned;

    /// <summary>Warnings since the process began.</summary>
    public static long Count => Interlocked.Read(ref count);

    /// <summary>The last warnings, at most 256.</summary>
    public static IReadOnlyList<string> Recent => [.. lines];

    internal static void Add(string line)
    {
        Interlocked.Increment(ref count);
        lines.Enqueue(line);
        while (lines.Count > Kept) lines.TryDequeue(out _);
        Warned?.Invoke(line);
    }
}
