namespace Oft.Training.Runs;

/// <summary>Is told what happens in a run: a log, a progress line, a figure.</summary>
public interface IRunWatcher : IDisposable
{
    /// <summary>The run begins, or goes on.</summary>
    /// <param name="folder">The run's.</param>
    /// <param name="step">The step that comes next; what was reported of it or after it before did not last.</param>
    /// <param name="steps">Steps in all.</param>
    void Begins(string folder, int step, int steps);

    /// <summary>A step was taken.</summary>
    void Stepped(StepReport report);

    /// <summary>A checkpoint is in its place.</summary>
    /// <param name="folder">The checkpoint's.</param>
    /// <param name="step">Steps it holds.</param>
    void Saved(string folder, int step);
}
