using System.Diagnostics;
using System.Text.Json.Nodes;
using Oft.Data.Sampling;
using Oft.Lab.Proofs;

namespace Oft.Lab.Data;

/// <summary>Shows that sampling takes no more memory with more frames than their places do.</summary>
public sealed class DataMemoryProof : IProof
{
    private const int steps = 250;
    private const int side = 96;
    private const int buffer = 100_000;
    private const long allowed = 500L << 20;

    /// <inheritdoc/>
    public string Name => "data-memory";

    /// <inheritdoc/>
    public string Claim => "100,000 frames are iterated with less than 500 MB beyond the shuffle buffer's stated size.";

    /// <inheritdoc/>
    public ProofResult Run(ProofContext context)
    {
        var frames = context.Size ?? 100_000;
        var episodes = (int)Math.Max(1, (frames + steps - 1) / steps);
        var root = Directory.CreateTempSubdirectory("oft-proof-").FullName;
        try
        {
            context.Say($"writing {episodes} episodes of {steps} steps, two views of {side}x{side}");
            var dataset = MadeUpDemonstrations.Write(root, episodes, steps, side);
            var before = Settled();
            var index = TrajectoryIndex.Load(dataset);
            var (peak, delivered, pixels) = (0L, 0L, 0L);
            using (var sampler = new ChunkSampler<int>([new MixtureSource(index)], new SamplerOptions { Seed = 1, ShuffleBuffer = buffer, Workers = Environment.ProcessorCount }, sample => sample.Picture(0).Pixels.Length + sample.Picture(1).Pixels.Length))
                for (; delivered < frames; delivered++)
                {
                    context.Cancellation.ThrowIfCancellationRequested();
                    pixels += sampler.Next();
                    if (delivered % 500 == 0) peak = Math.Max(peak, Environment.WorkingSet);
                    if (delivered % 10_000 == 0) context.Say($"{delivered} of {frames} frames");
                }
            var stated = buffer * 12L;
            var beyond = peak - before - stated;
            return new ProofResult(beyond < allowed, $"{frames} frames of two views", new JsonObject
            {
                ["frames"] = delivered,
                ["pixels_decoded"] = pixels,
                ["shuffle_buffer_bytes"] = stated,
                ["working_set_before"] = before,
                ["working_set_peak"] = peak,
                ["beyond_buffer_mb"] = Math.Round(beyond / (double)(1 << 20), 1),
                ["allowed_mb"] = allowed >> 20,
            });
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
