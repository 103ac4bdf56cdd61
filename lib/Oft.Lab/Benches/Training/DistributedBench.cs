using System.Globalization;
using Oft.Lab.Training;

namespace Oft.Lab.Benches.Training;

/// <summary>What a second process brings: the tiny policy trained by one process and by two, each with one thread.</summary>
/// <remarks>Both arrangements take turns; of each the best turn's median step counts, as a disturbance only ever makes steps longer.</remarks>
/// <param name="program">The program that <see cref="DistributedWorker"/> is reached by.</param>
public sealed class DistributedBench(string program) : IBench
{
    private static readonly Dictionary<string, string> oneThread = new() { ["OFT_THREADS"] = "1", ["OMP_NUM_THREADS"] = "1", ["OPENBLAS_NUM_THREADS"] = "1" };

    /// <inheritdoc/>
    public string Name => "distributed";

    /// <inheritdoc/>
    public string Question => "How many more samples a second do two processes of one thread train than one process of one thread?";

    /// <inheritdoc/>
    public IReadOnlyList<BenchFigure> Run(BenchContext context)
    {
        var (one, two) = (double.MaxValue, double.MaxValue);
        for (var turn = 0; turn < (context.Long ? 6 : 2); turn++)
        {
            one = Math.Min(one, Step(1, context));
            two = Math.Min(two, Step(2, context));
        }
        var (alone, together) = (DistributedWorker.Batch / one, 2 * DistributedWorker.Batch / two);
        return
        [
            new("two processes over one", together / alone, "x samples/s", Better.Higher, 1.6),
            new("one process", alone, "samples/s", Better.Higher),
            new("two processes", together, "samples/s", Better.Higher),
        ];
    }

    private double Step(int processes, BenchContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var answer = Path.GetTempFileName();
        try
        {
            var code = new LocalProcesses([program, DistributedWorker.Argument, answer], processes, context.Say) { Environment = oneThread }.Run(context.Cancellation);
            if (code != 0) throw new InvalidOperationException($"bench distributed: {processes} process{(processes == 1 ? "" : "es")} ended with {code}.");
            var seconds = double.Parse(File.ReadAllText(answer), CultureInfo.InvariantCulture);
            context.Say($"{processes} process{(processes == 1 ? "" : "es")}: {1000 * seconds:0} ms a step of {DistributedWorker.Batch} samples each");
            return seconds;
        }
        finally
        {
            File.Delete(answer);
        }
    }
}
