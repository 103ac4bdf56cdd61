namespace Oft.Simulation.MiniLibero;

/// <summary>Other ways to say a task's sentence, never used in training.</summary>
internal static class Paraphrases
{
    // Longest first, so that a whole phrase is reworded before its words.
    private static readonly (string Phrase, string[] Others)[] rewordings =
    [
        ("pick up the", ["grab the", "take the", "lift the"]),
        ("and place it", ["and set it down", "and put it", "then leave it"]),
        ("put the", ["move the", "bring the", "carry the"]),
        ("turn on the", ["switch on the", "start the", "activate the"]),
        ("open the", ["pull open the", "slide open the", "pull out the"]),
        ("close the", ["push the", "shut the", "slide shut the"]),
        ("push the", ["shove the", "slide the", "nudge the"]),
    ];

    /// <summary>Three rewordings of a sentence.</summary>
    public static IReadOnlyList<string> Of(string sentence) => [.. Enumerable.Range(0, 3).Select(i =>
    {
        var said = sentence;
        foreach (var (phrase, others) in rewordings)
            if (sentence.Contains(phrase, StringComparison.Ordinal)) said = said.Replace(phrase, others[i], StringComparison.Ordinal);
        return said;
    })];
}
