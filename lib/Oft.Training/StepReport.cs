namespace Oft.Training;

/// <summary>One optimizer step, as plain numbers.</summary>
/// <param name="Step">From 0.</param>
/// <param name="LearningRate">The rate used.</param>
/// <param name="Loss">The mean over the step's micro-batches.</param>
/// <param name="Parts">The loss's named parts, each the mean over the micro-batches that had it.</param>
/// <param name="GradientNorm">Of all gradients together, before clipping.</param>
/// <param name="Times">Where the step's time went.</param>
public sealed record StepReport(int Step, double LearningRate, double Loss, IReadOnlyList<(string Name, double Value)> Parts, double GradientNorm, StepTimes Times)
{
    /// <summary>Wall-clock time of the step, batches included.</summary>
    public double Seconds => Times.Total;

    /// <summary>A part by its name; null where this step has none.</summary>
    public double? Part(string name) => Parts.Any(part => part.Name == name) ? Parts.First(part => part.Name == name).Value : null;
}
