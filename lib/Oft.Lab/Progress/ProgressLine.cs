using System.Globalization;

namespace Oft.Lab.Progress;

/// <summary>One line that says how far long work is and when it will be done.</summary>
/// <remarks>On a terminal the line is rewritten; into a file or a pipe a new one is written every ten seconds.</remarks>
public sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan onTerminal = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan intoFile = TimeSpan.FromSeconds(10);

    private readonly TextWriter writer;
    private readonly TimeProvider time;
    private readonly bool rewrites;
    private readonly string work;
    private readonly long total;
    private readonly long began;
    private readonly long from;
    private long shown;
    private int length;

    /// <summary>Begins a line.</summary>
    /// <param name="work">What is being done, one or two words.</param>
    /// <param name="total">How many pieces there are.</param>
    /// <param name="writer">Where it is written; standard error by default.</param>
    /// <param name="rewrites">Rewrite the line in place; by default where standard error is a terminal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="from">Pieces that were finished before, by an earlier call.</param>
    public ProgressLine(string work, long total, TextWriter? writer = null, bool? rewrites = null, TimeProvider? time = null, long from = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        (this.work, this.total, this.from) = (work, total, from);
        this.writer = writer ?? Console.Error;
        this.time = time ?? TimeProvider.System;
        this.rewrites = rewrites ?? !Console.IsErrorRedirected;
        began = shown = this.time.GetTimestamp();
    }

    /// <summary>Says how far the work is.</summary>
    /// <param name="done">Pieces finished, of the total.</param>
    /// <param name="detail">What else is worth seeing: a loss, a rate.</param>
    public void Report(long done, string detail = "")
    {
        var now = time.GetTimestamp();
        if (done < total && time.GetElapsedTime(shown, now) < (rewrites ? onTerminal : intoFile)) return;
        shown = now;
        var elapsed = time.GetElapsedTime(began, now);
        var left = done > from ? elapsed * ((double)(total - done) / (done - from)) : TimeSpan.Zero;
        var when = done >= total ? $"took {Clock(elapsed)}" : done > from ? $"{Clock(left)} left" : "";
        var line = string.Create(CultureInfo.InvariantCulture, $"{work} {done}/{total}  {when}  {detail}").TrimEnd();
        if (rewrites) writer.Write("\r" + line.PadRight(length));
        else writer.WriteLine(line);
        length = line.Length;
    }

    /// <summary>Ends the line.</summary>
    public void Dispose()
    {
        if (rewrites && length > 0) writer.WriteLine();
        length = 0;
    }

    private static string Clock(TimeSpan span) => span.TotalHours >= 1 ? span.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : span.ToString(@"m\:ss", CultureInfo.InvariantCulture);
}
