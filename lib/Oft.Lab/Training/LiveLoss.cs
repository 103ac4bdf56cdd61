using Oft.Lab.Cards;
using Oft.Training;
using Oft.Training.Runs;

namespace Oft.Lab.Training;

/// <summary>A figure in the running cell that grows while a training goes on.</summary>
/// <remarks><code>
/// new TrainingSession(recipe, folder).Run(resume: true, null, Console.WriteLine, [new LiveLoss(), new ProgressWatcher()], default)
/// </code>
/// Outside a notebook it shows nothing. A run that is continued begins with the curve it had.
/// </remarks>
/// <param name="time">The clock.</param>
public sealed class LiveLoss(TimeProvider? time = null) : IRunWatcher
{
    // Often enough to be watched, seldom enough that drawing costs no training.
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private LossCurve curve = new();
    private NotebookDisplay? place;
    private string title = "";
    private long shown;

    /// <inheritdoc/>
    public void Begins(string folder, int step, int steps)
    {
        curve = step > 0 && File.Exists(Path.Combine(folder, RunLog.Name)) ? LossCurve.Of(folder, before: step) : new();
        title = $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}: loss over {steps:N0} steps";
        (place, shown) = (NotebookDisplay.Show(curve.ToFigure(title)), time.GetTimestamp());
    }

    /// <inheritdoc/>
    public void Stepped(StepReport report)
    {
        curve.Add(report.Step, report.Loss);
        if (time.GetElapsedTime(shown) >= Between) Draw();
    }

    /// <inheritdoc/>
    public void Saved(string folder, int step)
    {
        // A checkpoint changes no curve.
    }

    /// <summary>Draws the last state.</summary>
    public void Dispose() => Draw();

    private void Draw()
    {
        shown = time.GetTimestamp();
        place?.Update(curve.ToFigure(title));
    }
}
