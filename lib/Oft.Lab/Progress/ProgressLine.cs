using Oft.Lab.Cards;

namespace Oft.Lab.Progress;

/// <summary>Says how far long work is and when it will be done.</summary>
/// <remarks>
/// In a notebook it is a bar that moves and ends as one line; on a terminal a line that is rewritten; into a file or a pipe a new
/// line is written every ten seconds.
/// </remarks>
public sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan inNotebook = TimeSpan.FromSeconds(0.5), onTerminal = TimeSpan.FromSeconds(0.2), intoFile = TimeSpan.FromSeconds(10);

    private readonly TextWriter writer;
    private readonly TimeProvider time;
    private readonly NotebookDisplay? notebook;
    private readonly bool rewrites;
    private readonly string work;
    private readonly long total;
    private readonly long began;
    private readonly long from;
    private long shown;
    private int length;
    private ProgressState state;

    /// <summary>Begins a line.</summary>
    /// <param name="work">What is being done, one or two words.</param>
    /// <param name="total">How many pieces there are.</param>
    /// <param name="writer">Where it is written; by default into the running cell, without one to standard error.</param>
    /// <param name="rewrites">Rewrite the line in place; by default where standard error is a terminal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="from">Pieces that were finished before, by an earlier call.</param>
    public ProgressLine(string work, long total, TextWriter? writer = null, bool? rewrites = null, TimeProvider? time = null, long from = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        (this.work, this.total, this.from) = (work, total, from);
        this.time = time ?? TimeProvider.System;
        began = shown = this.time.GetTimestamp();
        state = new(work, from, total, TimeSpan.Zero) { From = from };
        if (writer is null) notebook = NotebookDisplay.Show(state);
        this.writer = writer ?? Console.Error;
        this.rewrites = rewrites ?? !Console.IsErrorRedirected;
    }

    /// <summary>Says how far the work is.</summary>
    /// <param name="done">Pieces finished, of the total.</param>
    /// <param name="detail">What else is worth seeing: a loss, a rate.</param>
    public void Report(long done, string detail = "")
    {
        var now = time.GetTimestamp();
        state = new(work, done, total, time.GetElapsedTime(began, now), detail) { From = from };
        if (done < total && time.GetElapsedTime(shown, now) < (notebook is not null ? inNotebook : rewrites ? onTerminal : intoFile)) return;
        shown = now;
        if (notebook is not null) notebook.Update(state);
        else if (rewrites) Rewrite(state.ToBar());
        else writer.WriteLine(state);
    }

    /// <summary>Ends the line.</summary>
    public void Dispose()
    {
        if (state.Ended) return;
        state = state with { Elapsed = time.GetElapsedTime(began), Ended = true };
        notebook?.Update(state);
        if (length > 0) writer.WriteLine();
    }

    private void Rewrite(string line)
    {
        writer.Write("\r" + line.PadRight(length));
        length = line.Length;
    }
}
