using System.Globalization;
using Oft.Aloha.Recording;
using Oft.Lab.Aloha;

namespace Oft.Host.Verbs;

/// <summary>Asks whoever watched how it went, by the task's rubric.</summary>
internal static class AlohaScore
{
    /// <summary>Asks for points and words.</summary>
    /// <param name="sentence">What the robot was told; a sentence of the benchmark brings its rubric along.</param>
    /// <param name="answers">Where the person types.</param>
    /// <param name="screen">Where the person reads.</param>
    /// <returns>Null where nothing was said.</returns>
    public static JournalVerdict? Ask(string sentence, TextReader answers, TextWriter screen)
    {
        screen.WriteLine($"How did it go? \"{sentence}\"");
        foreach (var (worth, what) in SimulatedAloha.Find(sentence)?.Rubric ?? []) screen.WriteLine(FormattableString.Invariant($"{worth,6:0} points: {what}"));
        double? points = null;
        while (points is null)
        {
            screen.Write("points of 100 by the task's rubric, Enter for none: ");
            if (answers.ReadLine() is not { } line) return null;
            if (string.IsNullOrWhiteSpace(line)) break;
            if (double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var said) && said is >= 0 and <= 100) points = said;
            else screen.WriteLine($"expected a number from 0 to 100, got '{line}'.");
        }
        screen.Write("in your words, Enter for none: ");
        var outcome = answers.ReadLine()?.Trim() ?? "";
        if (outcome.Length > JournalVerdict.LongestOutcome) outcome = outcome[..JournalVerdict.LongestOutcome];
        return points is null && outcome.Length == 0 ? null : new JournalVerdict(points, outcome);
    }
}
