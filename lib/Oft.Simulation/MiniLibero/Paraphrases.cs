using System.Text.RegularExpressions;

namespace Oft.Simulation.MiniLibero;

/// <summary>Other ways to say a task's sentence, never used in training.</summary>
internal static class Paraphrases
{
    private const int Ways = 3;

    private static readonly Dictionary<string, string[]> rewordings = new()
    {
        ["pick up the"] = ["grab the", "take the", "fetch the"],
        ["and place it"] = ["and set it down", "and leave it", "then rest it"],
        ["put both the"] = ["move both the", "bring both the", "carry both the"],
        ["put the"] = ["move the", "bring the", "carry the"],
        ["turn on the"] = ["light the", "start the", "activate the"],
        ["switch on the"] = ["heat up the", "power up the", "fire up the"],
        ["open the"] = ["pull open the", "slide open the", "pull out the"],
        ["slide out the"] = ["draw out the", "tug open the", "extend the"],
        ["shut the"] = ["push in the", "slide in the", "press home the"],
        ["push the"] = ["shove the", "slide the", "nudge the"],
        ["drop the"] = ["release the", "throw the", "toss the"],
        ["stand the"] = ["rest the", "park the", "leave the"],
        ["lay the"] = ["rest the", "park the", "leave the"],
        ["stack the"] = ["pile the", "balance the", "lift the"],
    };

    private static readonly Regex phrases = new(string.Join('|', rewordings.Keys.OrderByDescending(k => k.Length).Select(Regex.Escape)));

    /// <summary>Three rewordings of a sentence; each phrase is reworded once, so a rewording is never reworded again.</summary>
    public static IReadOnlyList<string> Of(string sentence) => [.. Enumerable.Range(0, Ways).Select(way => phrases.Replace(sentence, match => rewordings[match.Value][way]))];
}
