namespace Oft.Aloha.Control;

/// <summary>How punctual a loop is: periods between ticks, and ticks that were never done.</summary>
/// <remarks>Kept as a histogram of a hundredth of a millisecond, so that an hour costs what a second does.</remarks>
public sealed class LoopTiming
{
    private const double Width = 0.01;

    private readonly long[] histogram = new long[100_001];                       // up to a second; longer ones count as one
    private readonly Lock gate = new();

    /// <summary>Ticks done.</summary>
    public long Ticks { get; private set; }

    /// <summary>Ticks whose time had passed before they could be done.</summary>
    public long Lost { get; private set; }

    /// <summary>Longest time one tick took, ms.</summary>
    public double LongestWork { get; private set; }

    /// <summary>Longest period, ms.</summary>
    public double LongestPeriod { get; private set; }

    /// <summary>The period that a share of all periods stayed below, ms.</summary>
    /// <param name="share">0.99 for the 99th percentile.</param>
    public double Period(double share)
    {
        lock (gate)
        {
            var (wanted, seen) = ((long)Math.Ceiling(share * histogram.Sum()), 0L);
            for (var i = 0; i < histogram.Length; i++)
                if ((seen += histogram[i]) >= wanted) return (i + 1) * Width;
            return 0;
        }
    }

    /// <summary>One tick.</summary>
    /// <param name="period">Since the one before, ms; null for the first.</param>
    /// <param name="work">What it took, ms.</param>
    /// <param name="lost">Ticks skipped since.</param>
    public void Add(double? period, double work, long lost)
    {
        lock (gate)
        {
            Ticks++;
            Lost += lost;
            LongestWork = Math.Max(LongestWork, work);
            if (period is not { } milliseconds) return;
            LongestPeriod = Math.Max(LongestPeriod, milliseconds);
            histogram[Math.Clamp((int)(milliseconds / Width), 0, histogram.Length - 1)]++;
        }
    }
}
