using System.Globalization;
using MathNet.Numerics.Distributions;
using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Suites;

/// <summary>Ten episodes after a conversion, a merge or a version bump: enough to notice a policy that no longer works at all.</summary>
/// <remarks>It is an alarm and no measurement: ten of ten still reads 72 to 100.</remarks>
public static class SmokeEvaluation
{
    /// <summary>Episodes of a smoke evaluation.</summary>
    public const int Episodes = 10;

    // Of good conversions one in a thousand is called broken.
    private const double level = 0.001;

    /// <summary>Ten episodes of a plan, spread over its tasks: every task's first states, all tasks where there are at most ten.</summary>
    public static IReadOnlyList<PlannedEpisode> Of(SuitePlan plan) =>
        [.. plan.Episodes.GroupBy(episode => episode.Task).SelectMany(task => task.OrderBy(episode => episode.InitialState).Select((episode, turn) => (episode, turn)))
            .OrderBy(pair => pair.turn).ThenBy(pair => pair.episode.Index).Take(Episodes).Select(pair => pair.episode)];

    /// <summary>True where so few successes would be a wonder for the expected rate.</summary>
    /// <param name="rate">What the ten episodes gave.</param>
    /// <param name="expected">The rate before the conversion, in (0, 1].</param>
    public static bool IsBroken(SuccessRate rate, double expected)
    {
        if (!(expected is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(expected), expected, "smoke evaluation: expected a rate in (0, 1].");
        return Chance(rate, expected) < level;
    }

    /// <summary>The finding in a sentence.</summary>
    public static string Sentence(SuccessRate rate, double expected) => IsBroken(rate, expected)
        ? string.Create(CultureInfo.InvariantCulture, $"{rate}: broken. With {100 * expected:0.#} % expected, so few successes come once in {1 / Math.Max(Chance(rate, expected), 1e-12):0} runs; check statistics, views and the base before measuring anything.")
        : string.Create(CultureInfo.InvariantCulture, $"{rate}: not broken, with {100 * expected:0.#} % expected. This is an alarm, no measurement.");

    private static double Chance(SuccessRate rate, double expected) => expected == 1 ? rate.Successes == rate.Trials ? 1 : 0 : Binomial.CDF(expected, rate.Trials, rate.Successes);
}
