using System.Diagnostics;
using Oft.Data.Sampling;
using Oft.Imaging.Files;
using Oft.Lab.Benches;

namespace Oft.Lab.Data;

/// <summary>What the sampler's own work costs, beside the kernels it runs.</summary>
/// <remarks>The same pictures, kernels and number of threads, once through the sampler and once bare on bytes in memory, in turns; the ratio is taken within each round and its median counts.</remarks>
public sealed class DataBench : IBench
{
    private const int side = 256;

    /// <inheritdoc/>
    public string Name => "data";

    /// <inheritdoc/>
    public string Question => "How many samples per second does the sampler deliver, against its kernels run bare on the same threads?";

    /// <inheritdoc/>
    public IReadOnlyList<BenchFigure> Run(BenchContext context)
    {
        var root = Directory.CreateTempSubdirectory("oft-bench-").FullName;
        try
        {
            context.Say("writing 8 episodes of 60 steps, two views of 256x256");
            var mixture = new MixtureSource(TrajectoryIndex.Load(MadeUpDemonstrations.Write(root, episodes: 8, steps: 60, side)));
            var threads = Math.Max(1, Environment.ProcessorCount);
            return
            [
                .. Compare("decode", mixture, threads, context, sample => Decode(sample.Encoded), pictures => Decode(view => pictures[view])),
                .. Compare("decode, Lanczos, augmentation", mixture, threads, context,
                    sample => sample.Augmented(0).Width + sample.Augmented(1).Width,
                    (pictures, sample) => sample.Augmentation(0).Apply(FrameReader.Decode(pictures[0])).Width + sample.Augmentation(1).Apply(FrameReader.Decode(pictures[1])).Width),
            ];
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static int Decode(Func<int, byte[]> picture) => Jpeg.Decode(picture(0)).Width + Jpeg.Decode(picture(1)).Width;

    private static IEnumerable<BenchFigure> Compare(string name, MixtureSource mixture, int threads, BenchContext context, Func<DrawnSample, int> through, Func<byte[][], int> bare) =>
        Compare(name, mixture, threads, context, through, (pictures, _) => bare(pictures));

    private static IEnumerable<BenchFigure> Compare(string name, MixtureSource mixture, int threads, BenchContext context, Func<DrawnSample, int> through, Func<byte[][], DrawnSample, int> bare)
    {
        var (rounds, samples) = (context.Long ? 60 : 12, 200);
        var options = new SamplerOptions { Seed = 1, ShuffleBuffer = 1000, Workers = threads, Ahead = 2 * threads };     // little enough ahead that no round lives on the one before
        List<(DrawnSample Sample, byte[][] Pictures)> held;
        using (var all = new ChunkSampler<(DrawnSample, byte[][])>([mixture], options, sample => (sample, [sample.Encoded(0), sample.Encoded(1)])))
            held = [.. Enumerable.Range(0, samples).Select(_ => all.Next())];
        var (own, alone) = (new List<double>(), new List<double>());
        using var sampler = new ChunkSampler<int>([mixture], options, through);
        for (var round = -2; round < rounds; round++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < samples; i++) sampler.Next();
            var sampled = Stopwatch.GetElapsedTime(began).TotalSeconds;
            // What the sampler prepares ahead must not run into the other measurement.
            Thread.Sleep(100);
            began = Stopwatch.GetTimestamp();
            Bare(held, threads, bare);
            var plain = Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (round < 0) continue;
            own.Add(samples / sampled);
            alone.Add(samples / plain);
        }
        context.Say($"{name}: {rounds} rounds of {samples} samples, {threads} threads");
        yield return new BenchFigure($"{name}: sampler over bare kernels", Median(own.Zip(alone, (x, y) => x / y)), "x", Better.Higher, 0.8);
        yield return new BenchFigure($"{name}: sampler", Median(own), "samples/s", Better.Higher);
        yield return new BenchFigure($"{name}: bare kernels", Median(alone), "samples/s", Better.Higher);
    }

    private static void Bare(List<(DrawnSample Sample, byte[][] Pictures)> held, int threads, Func<byte[][], DrawnSample, int> kernel)
    {
        var next = -1;
        Thread[] all = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < held.Count;) kernel(held[i].Pictures, held[i].Sample);
        }))];
        foreach (var thread in all) thread.Start();
        foreach (var thread in all) thread.Join();
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }
}
