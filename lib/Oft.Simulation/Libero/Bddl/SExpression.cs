using System.Text;

namespace Oft.Simulation.Libero.Bddl;

/// <summary>A word or a list of such: what BDDL files are written in.</summary>
/// <param name="Word">The word, lower case; null for a list.</param>
/// <param name="Items">The list; empty for a word.</param>
/// <param name="Line">Where it begins, from 1.</param>
internal sealed record SExpression(string? Word, IReadOnlyList<SExpression> Items, int Line)
{
    private const int MostCharacters = 1 << 20, MostNodes = 100_000, MostDepth = 32;

    /// <summary>Reads one list; comments run from a semicolon to the end of the line.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="text">The whole file.</param>
    /// <exception cref="LiberoException">Brackets do not match, something stands outside, or the text is larger than any task.</exception>
    public static SExpression Parse(string name, string text)
    {
        if (text.Length > MostCharacters) throw new LiberoException($"{name}: {text.Length:N0} characters; a task has at most {MostCharacters:N0}.");
        var open = new Stack<(List<SExpression> Items, int Line)>();
        SExpression? whole = null;
        var (nodes, line) = (0, 1);
        var word = new StringBuilder();
        for (var at = 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? text[at] : ' ';
            if (c == ';')
            {
                while (at < text.Length && text[at] != '\n') at++;
                c = '\n';
            }
            if (c is not ('(' or ')') && !char.IsWhiteSpace(c))
            {
                word.Append(char.ToLowerInvariant(c));
                continue;
            }
            if (word.Length > 0)
            {
                Add(new SExpression(word.ToString(), [], line));
                word.Clear();
            }
            if (c == '(')
            {
                if (open.Count == MostDepth) throw new LiberoException($"{name}, line {line}: brackets are nested more than {MostDepth} deep.");
                open.Push(([], line));
            }
            if (c == ')')
            {
                if (!open.TryPop(out var list)) throw new LiberoException($"{name}, line {line}: a closing bracket without an opening one.");
                Add(new SExpression(null, list.Items, list.Line));
            }
            if (c == '\n') line++;
        }
        if (open.Count > 0) throw new LiberoException($"{name}: the bracket opened in line {open.Peek().Line} is never closed.");
        return whole ?? throw new LiberoException($"{name}: expected (define …), got an empty file.");

        void Add(SExpression one)
        {
            if (++nodes > MostNodes) throw new LiberoException($"{name}: more than {MostNodes:N0} words and brackets.");
            if (open.Count > 0) open.Peek().Items.Add(one);
            else if (whole is null && one.Word is null) whole = one;
            else throw new LiberoException($"{name}, line {one.Line}: expected one list (define …) and nothing outside it.");
        }
    }

    /// <summary>As it would be written.</summary>
    public override string ToString() => Word ?? $"({string.Join(' ', Items.Select(item => item.ToString()))})";
}
