namespace Oft.Training;

/// <summary>One optimizer step, as plain numbers.</summary>
/// <param name="Step">From 0.</param>
/// <param name="LearningRate">The rate used.</param>
/// <param name="Loss">The mean over the step's micro-batches.</param>
/// <param name="Parts">The loss's named parts, likewise.</param>
/// <param name="GradientNorm">Before clipping; not a number where nothing is clipped.</param>
/// <param name="Seconds">Wall-clock time of the step, batches included.</param>
public sealed record StepReport(int Step, double LearningRate, double Loss, IReadOnlyList<(string Name, double Value)> Parts, double GradientNorm, double Seconds);
