namespace Oft.Training;

/// <summary>Where the time of an optimizer step went, in seconds of the clock on the wall.</summary>
/// <param name="Data">Waiting for batches.</param>
/// <param name="Forward">Losses, until their numbers are known.</param>
/// <param name="Backward">Gradients.</param>
/// <param name="Optimizer">Norm, clipping and the step itself.</param>
public readonly record struct StepTimes(double Data, double Forward, double Backward, double Optimizer)
{
    /// <summary>All of it.</summary>
    public double Total => Data + Forward + Backward + Optimizer;
}
