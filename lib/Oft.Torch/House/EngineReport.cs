using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Torch;

/// <summary>What computes here: printed at start, because the machine's set-up decides speed by a factor of five to twenty-five.</summary>
public sealed record EngineReport
{
    private const double PaysFrom = 1.2;   // below that, what bfloat16 loses in digits is not worth it

    private static readonly Lazy<EngineReport> here = new(Measure);

    /// <summary>Why nothing can be computed here; null when everything is in place.</summary>
    public static string? WhatIsMissing => EngineFacts.WhatIsMissing;

    /// <summary>The engine in one line, without measuring anything: libtorch, BLAS, threads, device.</summary>
    public static string InUse => $"libtorch {EngineFacts.Libtorch.Split(',')[0]}, {string.Join(' ', EngineFacts.Blas.Split(' ').Take(2))}, {get_num_threads()} thread(s), {DeviceHere}";

    /// <summary>This process's report; measured when first asked for, in less than a second.</summary>
    public static EngineReport Here => here.Value;

    /// <summary>The libtorch in use, with its version.</summary>
    public required string Libtorch { get; init; }

    /// <summary>Who multiplies matrices in single precision.</summary>
    public required string Blas { get; init; }

    /// <summary>How many threads an operator may use.</summary>
    public required int Threads { get; init; }

    /// <summary>The processor, or the CUDA devices.</summary>
    public required string Device { get; init; }

    /// <summary>How many times faster this processor multiplies matrices in bfloat16 than in single precision.</summary>
    public required double Bfloat16Speedup { get; init; }

    /// <summary>Single-precision products, 10⁹ operations a second: near 5 a thread means a reference BLAS.</summary>
    public required double Gigaflops { get; init; }

    /// <summary>Which attention is taken in single precision and in bfloat16, and why.</summary>
    public required string Attention { get; init; }

    /// <summary>Whether bfloat16 is worth taking on this processor.</summary>
    public bool Bfloat16Pays => Bfloat16Speedup >= PaysFrom;

    /// <summary>One line a fact.</summary>
    public override string ToString() => $"""
        libtorch   {Libtorch}
        BLAS       {Blas}, {Gigaflops:0} GFLOP/s in single precision
        threads    {Threads}
        device     {Device}
        bfloat16   {Bfloat16Speedup:0.0} times single precision on this processor: {(Bfloat16Pays ? "pays" : "does not pay")}
        attention  {Attention}
        """;

    private static EngineReport Measure()
    {
        var (single, half) = (SecondsOfProduct(ScalarType.Float32), SecondsOfProduct(ScalarType.BFloat16));
        return new EngineReport
        {
            Libtorch = EngineFacts.Libtorch,
            Blas = EngineFacts.Blas,
            Threads = get_num_threads(),
            Device = DeviceHere,
            Bfloat16Speedup = single / half,
            Gigaflops = ProductFlops / single / 1e9,
            Attention = EngineFacts.Attention,
        };
    }

    private static string DeviceHere => cuda_is_available() ? $"{cuda.device_count()} CUDA device(s)" : "processor only";

    private const long Rows = 256, Width = 768;
    private const double ProductFlops = 2.0 * Rows * Width * Width;

    // The best of a few: what disturbs a measurement only makes it longer.
    private static double SecondsOfProduct(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var (x, weight) = (ones(Rows, Width, dtype: type), ones(Width, Width, dtype: type));
        var best = double.PositiveInfinity;
        for (var run = 0; run < 8; run++)
        {
            var began = Stopwatch.GetTimestamp();
            x.matmul(weight).Dispose();
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        return best;
    }
}
