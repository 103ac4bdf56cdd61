using Oft.Training;

namespace Oft.Lab.Campaign;

/// <summary>What towers learned.</summary>
/// <param name="Accuracy">Share of occupied patches of held-out scenes whose class is said right.</param>
/// <param name="Named">The same, told by the words' own vectors.</param>
/// <param name="OffsetPixels">Mean error of where in the patch, pixels.</param>
/// <param name="Seconds">Wall-clock time of the training alone.</param>
/// <param name="Curve">Every step.</param>
/// <param name="Checks">Both accuracies and offset error on the way, by step.</param>
public sealed record SightResult(double Accuracy, double Named, double OffsetPixels, double Seconds, IReadOnlyList<StepReport> Curve, IReadOnlyList<(int Step, double Accuracy, double Named, double OffsetPixels)> Checks);
