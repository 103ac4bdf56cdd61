using System.Runtime.InteropServices;
using System.Text;

namespace Oft.Model.Inputs;

/// <summary>Which two neighbours become which piece, and in which order.</summary>
/// <remarks>
/// A symbol is a piece's id or, for a character without a piece, a number of its own behind the pieces: such a character may still be
/// part of a longer piece. Merges go by rank, then from the left, as both tokenizers and SentencePiece have it.
/// </remarks>
internal sealed class MergeTable(int pieceCount, IReadOnlyDictionary<string, int> ids)
{
    private readonly Dictionary<(int Left, int Right), (int Rank, int Merged)> merges = [];
    private readonly Dictionary<int, int> runeSymbols = Characters(ids);

    /// <summary>Lets two neighbours become a piece; the first rule for a pair counts.</summary>
    public bool TryAdd(int left, int right, int rank, int merged) => merges.TryAdd((left, right), (rank, merged));

    /// <summary>The symbol of a character.</summary>
    public int SymbolOf(Rune rune) => runeSymbols.TryGetValue(rune.Value, out var id) ? id : pieceCount + rune.Value;

    /// <summary>The character of a symbol that is no piece.</summary>
    public Rune RuneOf(int symbol) => new(symbol - pieceCount);

    /// <summary>Merges until nothing can be merged.</summary>
    /// <param name="symbols">Of one section; used up.</param>
    public IEnumerable<int> Apply(List<int> symbols)
    {
        var span = CollectionsMarshal.AsSpan(symbols);
        var previous = new int[span.Length];
        var next = new int[span.Length];
        var queue = new PriorityQueue<(int Left, int Right, int LeftSymbol, int RightSymbol, int Merged), (int Rank, int Position)>();
        for (var i = 0; i < span.Length; i++) (previous[i], next[i]) = (i - 1, i + 1);
        for (var i = 0; i + 1 < span.Length; i++) Offer(symbols, i, i + 1, queue);
        while (queue.TryDequeue(out var pair, out _))
        {
            if (symbols[pair.Left] != pair.LeftSymbol || symbols[pair.Right] != pair.RightSymbol || next[pair.Left] != pair.Right) continue;       // one of them has merged since
            symbols[pair.Left] = pair.Merged;
            symbols[pair.Right] = -1;
            next[pair.Left] = next[pair.Right];
            if (next[pair.Left] < symbols.Count)
            {
                previous[next[pair.Left]] = pair.Left;
                Offer(symbols, pair.Left, next[pair.Left], queue);
            }
            if (previous[pair.Left] >= 0) Offer(symbols, previous[pair.Left], pair.Left, queue);
        }
        return symbols.Where(x => x >= 0);
    }

    private void Offer(List<int> symbols, int left, int right, PriorityQueue<(int, int, int, int, int), (int, int)> queue)
    {
        if (merges.TryGetValue((symbols[left], symbols[right]), out var merge))
            queue.Enqueue((left, right, symbols[left], symbols[right], merge.Merged), (merge.Rank, left));
    }

    private static Dictionary<int, int> Characters(IReadOnlyDictionary<string, int> ids)
    {
        var characters = new Dictionary<int, int>();
        foreach (var (piece, id) in ids)
            if (Rune.TryGetRuneAt(piece, 0, out var rune) && rune.Utf16SequenceLength == piece.Length) characters[rune.Value] = id;
        return characters;
    }
}
