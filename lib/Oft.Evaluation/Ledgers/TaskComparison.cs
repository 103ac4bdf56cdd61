using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Ledgers;

/// <summary>One task of a comparison.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Outcomes">Its matched episodes.</param>
/// <param name="CorrectedPValue">McNemar's p after Holm's correction over all tasks of the comparison.</param>
public sealed record TaskComparison(string Task, PairedOutcomes Outcomes, double CorrectedPValue);
