using Oft.Training;

namespace Oft.Lab.Campaign;

/// <summary>What towers learned.</summary>
/// <param name="Accuracy">Share of occupied patches of held-out scenes whose class is said right.</param>
/// <param name="OffsetPixels">Mean error of where in the patch, pixels.</param>
/// <param name="Seconds">Wall-clock time of the training alone.</param>
/// <param name="Curve">Every step.</param>
/// <param name="Checks">Accuracy and offset error on the way, by step.</param>
public sealed record SightResult(double Accuracy, double OffsetPixels, double Seconds, IReadOnlyList<StepReport> Curve, IReadOnlyList<(int Step, double Accuracy, double OffsetPixels)> Checks);
