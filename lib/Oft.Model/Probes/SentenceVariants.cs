namespace Oft.Model.Probes;

/// <summary>Four sentences that are not the task's: what a policy does with them says how it reads.</summary>
/// <remarks>
/// <code>
/// swap          the first thing that is named and the last change places; where only one is named, the words are turned round
/// negate        do not …
/// nonsense      every word is turned round
/// punctuation   one more full stop
/// </code>
/// A thing is what follows "the" or "a" up to a little word such as "and" or "on".
/// </remarks>
public static class SentenceVariants
{
    private static readonly HashSet<string> articles = ["the", "a", "an"];

    private static readonly HashSet<string> little =
        ["and", "on", "in", "into", "onto", "of", "to", "from", "with", "at", "it", "next", "between", "behind", "under", "over", "inside", "then", "place", "put", "the", "a", "an"];

    /// <summary>Name and sentence of each.</summary>
    public static IReadOnlyList<(string Name, string Sentence)> Of(string sentence)
    {
        var words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            ("swap", Swapped(words)),
            ("negate", "do not " + sentence),
            ("nonsense", string.Join(' ', words.Select(Turned))),
            ("punctuation", sentence + "."),
        ];
    }

    private static string Swapped(string[] words)
    {
        var things = Things(words);
        if (things.Count < 2) return string.Join(' ', words.Reverse());
        var (first, last) = (things[0], things[^1]);
        return string.Join(' ', [.. words[..first.Start], .. words[last], .. words[first.End..last.Start], .. words[first], .. words[last.End..]]);
    }

    private static List<Range> Things(string[] words)
    {
        var things = new List<Range>();
        for (var i = 0; i < words.Length; i++)
        {
            if (!articles.Contains(words[i].ToLowerInvariant())) continue;
            var end = i + 1;
            while (end < words.Length && !little.Contains(words[end].ToLowerInvariant())) end++;
            if (end > i + 1) things.Add((i + 1)..end);
        }
        return things;
    }

    private static string Turned(string word) => new([.. word.Reverse()]);
}
