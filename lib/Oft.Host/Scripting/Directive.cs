using System.Text;

namespace Oft.Host.Scripting;

/// <summary>One directive: a line of a cell that starts with <c>#!</c>, or <c>#r "nuget:…"</c> and <c>#i "nuget:…"</c>.</summary>
/// <param name="Name">With its mark: <c>#!set</c>, <c>#r</c>.</param>
/// <param name="Words">What follows, quotes taken off.</param>
/// <param name="Line">Its line in the cell, from 1.</param>
public sealed record Directive(string Name, IReadOnlyList<string> Words, int Line)
{
    /// <summary>Reads a line.</summary>
    public static Directive Parse(string line, int number)
    {
        var end = line.IndexOfAny([' ', '\t']);
        return end < 0 ? new(line.TrimEnd(), [], number) : new(line[..end], Split(line[end..]), number);
    }

    /// <summary>The word after an option, null where the option is not there.</summary>
    /// <exception cref="CellFault">Nothing follows it.</exception>
    public string? Option(string name)
    {
        for (var i = 0; i < Words.Count; i++)
            if (Words[i] == name)
                return i + 1 < Words.Count && !Words[i + 1].StartsWith("--", StringComparison.Ordinal) ? Words[i + 1] : throw Fault($"expected a value after {name}, got nothing.");
        return null;
    }

    /// <summary>True where the option stands.</summary>
    public bool Has(string name) => Words.Contains(name);

    /// <summary>The first word that belongs to no option.</summary>
    /// <param name="flags">Options that take no value.</param>
    public string? Plain(params string[] flags)
    {
        for (var i = 0; i < Words.Count; i++)
            if (!Words[i].StartsWith("--", StringComparison.Ordinal)) return Words[i];
            else if (!flags.Contains(Words[i])) i++;
        return null;
    }

    /// <summary>An error of this line.</summary>
    public CellFault Fault(string message) => new("DirectiveError", $"({Line},1): {Name}: {message}");

    // Words are parted by blanks; "…" keeps blanks, and so do the brackets of JSON.
    private static List<string> Split(string text)
    {
        var (words, word, depth, quoted) = (new List<string>(), new StringBuilder(), 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && quoted && i + 1 < text.Length)
            {
                if (depth > 0) word.Append(c);
                word.Append(text[++i]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
                if (depth > 0) word.Append(c);
                else if (!quoted && word.Length == 0) words.Add("");
            }
            else if (!quoted && char.IsWhiteSpace(c) && depth == 0) Flush();
            else
            {
                if (!quoted) depth = Math.Max(0, depth + (c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0));
                word.Append(c);
            }
        }
        Flush();
        return words;

        void Flush()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }
}
