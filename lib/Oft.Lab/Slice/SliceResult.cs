using Oft.Evaluation.Statistics;
using Oft.Training;

namespace Oft.Lab.Slice;

/// <summary>What the slice found.</summary>
/// <param name="Task">The sentence.</param>
/// <param name="Demonstrations">Samples from demonstrations and from clips.</param>
/// <param name="Clips">Samples from clips.</param>
/// <param name="Parameters">Weights of the model.</param>
/// <param name="Curve">Every optimizer step.</param>
/// <param name="TrainingSeconds">Wall-clock time of training.</param>
/// <param name="Rate">Successes among the closed-loop episodes.</param>
/// <param name="Errors">Episodes that broke and count as neither.</param>
/// <param name="Film">PNG frames of the first episode, agent view.</param>
/// <param name="FilmCaption">Which episode, and how it ended.</param>
/// <param name="Compute">What matrix products were computed in.</param>
public sealed record SliceResult(
    string Task, int Demonstrations, int Clips, long Parameters, IReadOnlyList<StepReport> Curve, double TrainingSeconds,
    SuccessRate? Rate, int Errors, IReadOnlyList<byte[]> Film, string FilmCaption, string Compute);
