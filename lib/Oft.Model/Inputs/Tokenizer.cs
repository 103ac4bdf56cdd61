using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Oft.Model.Inputs;

/// <summary>Llama's tokenizer: byte-pair merges over whole text, bytes for what has no piece, literal special tokens.</summary>
/// <remarks>
/// <code>
/// text ─► split at special tokens ─► per section: "▁" + text with spaces as "▁" ─► characters ─► merges by rank ─► ids
/// </code>
/// There is no word splitting: a merge may reach over anything. What stays and is no piece becomes its UTF-8 bytes.
/// <para>Upstream: tokenizers 0.19.1, BPE with byte fallback; SentencePiece gives the same ids where no special token stands in the text.</para>
/// </remarks>
public sealed class Tokenizer
{
    /// <summary>How a space is written inside pieces.</summary>
    public const char SpaceMark = '▁';

    private readonly IReadOnlyList<string> pieces;
    private readonly FrozenDictionary<string, int> ids;
    private readonly MergeTable merges;
    private readonly int[] byteIds;
    private readonly FrozenDictionary<int, AddedToken> added;
    private readonly SearchValues<string> addedTexts;

    /// <summary>Puts a tokenizer together; readers of files call it.</summary>
    /// <param name="pieces">Text of every id, 0 upward.</param>
    /// <param name="merges">Which neighbours become which piece.</param>
    /// <param name="added">Tokens found literally in the text; their ids may lie inside or behind the pieces.</param>
    /// <param name="start">Put before every text, null for none.</param>
    /// <exception cref="ArgumentException">A piece stands twice, or the vocabulary has no unknown piece and not all 256 bytes.</exception>
    internal Tokenizer(IReadOnlyList<string> pieces, MergeTable merges, IReadOnlyList<AddedToken> added, int? start)
    {
        (this.pieces, this.merges, StartId) = (pieces, merges, start);
        var byPiece = new Dictionary<string, int>(pieces.Count, StringComparer.Ordinal);
        for (var i = 0; i < pieces.Count; i++)
            if (!byPiece.TryAdd(pieces[i], i)) throw new ArgumentException($"the piece '{pieces[i]}' stands at {byPiece[pieces[i]]} and {i}.", nameof(pieces));
        ids = byPiece.ToFrozenDictionary(StringComparer.Ordinal);
        byteIds = [.. Enumerable.Range(0, 256).Select(x => ids.GetValueOrDefault($"<0x{x:X2}>", -1))];
        if (byteIds.Contains(-1)) throw new ArgumentException("the vocabulary lacks some of the 256 byte pieces <0x00>…<0xFF>; only byte-fallback tokenizers are read.", nameof(pieces));
        this.added = added.ToDictionary(x => x.Id).ToFrozenDictionary();
        addedTexts = SearchValues.Create([.. added.Select(x => x.Text)], StringComparison.Ordinal);
    }

    /// <summary>Pieces of the vocabulary, without tokens added behind it.</summary>
    public int VocabularySize => pieces.Count;

    /// <summary>Put before every text (<c>&lt;s&gt;</c>), null where the tokenizer has none.</summary>
    public int? StartId { get; }

    /// <summary>The bare "▁", which ends the prompt that the model reads: 29871 in Llama-2.</summary>
    public int SpaceId => IdOf(SpaceMark.ToString()) ?? throw new InvalidOperationException("the vocabulary has no bare '▁' piece.");

    /// <summary>The id of a piece or added token, null where there is none.</summary>
    public int? IdOf(string piece)
    {
        foreach (var token in added.Values)
            if (token.Text == piece) return token.Id;
        return ids.TryGetValue(piece, out var id) ? id : null;
    }

    /// <summary>The text of an id as the vocabulary spells it, null where there is none.</summary>
    public string? PieceOf(int id) => added.TryGetValue(id, out var token) ? token.Text : id >= 0 && id < pieces.Count ? pieces[id] : null;

    /// <summary>Text to ids.</summary>
    /// <param name="text">Any text; special tokens in it are recognised literally.</param>
    /// <param name="start">True to put the start token first.</param>
    /// <returns>[N] ids; empty text has none but the start token.</returns>
    public int[] Encode(string text, bool start = true)
    {
        var result = new List<int>(text.Length / 3 + 2);
        if (start && StartId is { } first) result.Add(first);
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var at = rest.IndexOfAny(addedTexts);
            EncodeSection(at < 0 ? rest : rest[..at], result);
            if (at < 0) break;
            var token = LongestAt(rest[at..]);
            result.Add(token.Id);
            rest = rest[(at + token.Text.Length)..];
        }
        return [.. result];
    }

    /// <summary>A name's ids as they stand inside a sentence, behind another word.</summary>
    /// <param name="name">One word or several.</param>
    public int[] EncodeInside(string name)
    {
        const string Before = "the";
        return Encode($"{Before} {name}", start: false)[Encode(Before, start: false).Length..];
    }

    /// <summary>Text to ids as SentencePiece alone does it: special tokens are ordinary text.</summary>
    public int[] EncodeLiterally(string text)
    {
        var result = new List<int>();
        EncodeSection(text, result);
        return [.. result];
    }

    /// <summary>Ids to text.</summary>
    /// <param name="tokens">Ids; those of no piece are left out.</param>
    /// <param name="skipSpecial">True to leave special tokens out.</param>
    public string Decode(ReadOnlySpan<int> tokens, bool skipSpecial = false)
    {
        var text = new TextDecoder();
        foreach (var id in tokens)
            if (PieceOf(id) is { } piece && !(skipSpecial && added.TryGetValue(id, out var token) && token.Special))
                text.Add(piece);
        return text.Finish();
    }

    private void EncodeSection(ReadOnlySpan<char> section, List<int> result)
    {
        if (section.Length == 0) return;
        var symbols = new List<int>(section.Length + 1) { merges.SymbolOf(new Rune(SpaceMark)) };
        foreach (var rune in section.EnumerateRunes())
            symbols.Add(merges.SymbolOf(rune.Value == ' ' ? new Rune(SpaceMark) : rune));
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var symbol in merges.Apply(symbols))
        {
            if (symbol < pieces.Count)
            {
                result.Add(symbol);
                continue;
            }
            var length = merges.RuneOf(symbol).EncodeToUtf8(utf8);
            foreach (var value in utf8[..length]) result.Add(byteIds[value]);
        }
    }

    private AddedToken LongestAt(ReadOnlySpan<char> text)
    {
        AddedToken? longest = null;
        foreach (var token in added.Values)
            if (text.StartsWith(token.Text, StringComparison.Ordinal) && token.Text.Length > (longest?.Text.Length ?? 0))
                longest = token;
        return longest!;
    }
}
