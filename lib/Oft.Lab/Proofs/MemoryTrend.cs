using System.Diagnostics;

namespace Oft.Lab.Proofs;

/// <summary>A process's memory over a long run, and its trend after the warm-up.</summary>
internal sealed class MemoryTrend
{
    private const int Samples = 80;
    private const double WarmUpShare = 0.25;

    private readonly List<(double Minutes, double Megabytes)> samples = [];
    private TimeSpan next = TimeSpan.Zero;

    /// <summary>MB of the first settled sample.</summary>
    public double First => Settled[0].Megabytes;

    /// <summary>MB now.</summary>
    public double Last => samples[^1].Megabytes;

    /// <summary>MB a minute: least squares over the settled part.</summary>
    public double Slope
    {
        get
        {
            var settled = Settled;
            var (x, y) = (settled.Average(s => s.Minutes), settled.Average(s => s.Megabytes));
            var spread = settled.Sum(s => (s.Minutes - x) * (s.Minutes - x));
            return spread > 0 ? settled.Sum(s => (s.Minutes - x) * (s.Megabytes - y)) / spread : 0;
        }
    }

    private List<(double Minutes, double Megabytes)> Settled => [.. samples.Where(s => s.Minutes >= WarmUpShare * samples[^1].Minutes)];

    /// <summary>Takes a sample where it is time.</summary>
    /// <param name="elapsed">Of the run.</param>
    /// <param name="length">The whole run.</param>
    /// <returns>True where one was taken.</returns>
    public bool Due(TimeSpan elapsed, TimeSpan length)
    {
        if (elapsed < next) return false;
        next = elapsed + length / Samples;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        samples.Add((elapsed.TotalMinutes, process.WorkingSet64 / 1048576.0));
        return true;
    }
}
