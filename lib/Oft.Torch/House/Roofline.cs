using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Torch;

/// <summary>What this machine can do at best, measured now: a latency means something only beside it.</summary>
/// <remarks>
/// <code>
/// seconds ≥ max(operations / matmul peak, bytes / bandwidth)
/// </code>
/// The best of several runs counts: what disturbs a measurement only makes it longer.
/// </remarks>
public sealed record Roofline
{
    private const long Side = 1024;
    private const long CopiedNumbers = 16L << 20;

    /// <summary>Bytes a second of copying memory, read and written together, in 10⁹.</summary>
    public required double GigabytesPerSecond { get; init; }

    /// <summary>Products in single precision, 10⁹ operations a second.</summary>
    public required double Float32Gigaflops { get; init; }

    /// <summary>Products in bfloat16, 10⁹ operations a second.</summary>
    public required double Bfloat16Gigaflops { get; init; }

    /// <summary>Threads an operator could use meanwhile.</summary>
    public required int Threads { get; init; }

    /// <summary>The precision whose products are faster here.</summary>
    public ScalarType FasterType => Bfloat16Gigaflops > Float32Gigaflops ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <summary>Products of a type, 10⁹ operations a second.</summary>
    public double Gigaflops(ScalarType type) => type is ScalarType.BFloat16 ? Bfloat16Gigaflops : Float32Gigaflops;

    /// <summary>The least time that so much work can take.</summary>
    /// <param name="operations">Multiplications and additions.</param>
    /// <param name="bytes">Read or written in memory.</param>
    /// <param name="type">What is multiplied.</param>
    public double Seconds(double operations, double bytes, ScalarType type) => Math.Max(operations / (1e9 * Gigaflops(type)), bytes / (1e9 * GigabytesPerSecond));

    /// <summary>Measures, in less than a second on a quiet machine.</summary>
    public static Roofline Measure() => new()
    {
        GigabytesPerSecond = Bandwidth(),
        Float32Gigaflops = Products(ScalarType.Float32),
        Bfloat16Gigaflops = Products(ScalarType.BFloat16),
        Threads = get_num_threads(),
    };

    private static double Bandwidth()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var (from, to) = (ones(CopiedNumbers), zeros(CopiedNumbers));
        return 2.0 * sizeof(float) * CopiedNumbers / Best(5, () => to.copy_(from)) / 1e9;
    }

    private static double Products(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var (x, weight) = (ones(Side, Side, dtype: type), ones(Side, Side, dtype: type));
        return 2.0 * Side * Side * Side / Best(4, () => x.matmul(weight).Dispose()) / 1e9;
    }

    private static double Best(int runs, Action run)
    {
        run();
        var best = double.PositiveInfinity;
        for (var i = 0; i < runs; i++)
        {
            var began = Stopwatch.GetTimestamp();
            run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        return best;
    }
}
