using System.Globalization;
using Oft.Lab.Progress;
using Oft.Training;
using Oft.Training.Objectives;
using Oft.Training.Runs;

namespace Oft.Lab.Training;

/// <summary>The progress line of a training: step, time left, loss, rate, what a step takes and how much of it waits for data.</summary>
/// <param name="writer">Where the line goes; standard error by default.</param>
public sealed class ProgressWatcher(TextWriter? writer = null) : IRunWatcher
{
    private const double Smoothing = 0.98;
    private ProgressLine? line;
    private (double Loss, double Seconds, double Data)? smooth;

    /// <inheritdoc/>
    public void Begins(string folder, int step, int steps) => line = steps > step ? new ProgressLine("train", steps, writer, from: step) : null;

    /// <inheritdoc/>
    public void Stepped(StepReport report)
    {
        var now = (report.Loss, report.Seconds, report.Times.Data);
        smooth = smooth is not { } before ? now : (Mix(before.Loss, now.Loss), Mix(before.Seconds, now.Seconds), Mix(before.Data, now.Data));
        var (loss, seconds, data) = smooth.Value;
        var seen = report.Part(TargetOffsets.ObjectError) is { } error ? string.Create(CultureInfo.InvariantCulture, $", object error {error:0.0} cm") : "";
        line?.Report(report.Step + 1, string.Create(CultureInfo.InvariantCulture, $"loss {loss:0.0000}, rate {report.LearningRate:0.0e0}{seen}, {1000 * seconds:0} ms a step ({data / seconds:0.0%} waiting for data)"));
    }

    /// <inheritdoc/>
    public void Saved(string folder, int step)
    {
        // The checkpoint is named when the run ends.
    }

    /// <inheritdoc/>
    public void Dispose() => line?.Dispose();

    private static double Mix(double before, double now) => Smoothing * before + (1 - Smoothing) * now;
}
