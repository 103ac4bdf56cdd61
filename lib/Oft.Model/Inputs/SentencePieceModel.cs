using System.Text;
using Google.Protobuf;
using Oft.Formats;

namespace Oft.Model.Inputs;

/// <summary>Reads <c>tokenizer.model</c>, SentencePiece's file (a protocol buffer): pieces with scores, no merges.</summary>
/// <remarks>
/// SentencePiece merges the neighbours whose union has the best score. Every way to cut a piece in two is therefore a merge, ranked by the
/// score of the whole. Upstream: sentencepiece 0.1.99, sentencepiece_model.proto and bpe_model.cc.
/// </remarks>
public static class SentencePieceModel
{
    private const int LargestFile = 16 << 20;
    private const int LongestPiece = 128;
    private const int BytePairEncoding = 2;

    private enum Kind
    {
        Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6,
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">A tokenizer.model.</param>
    /// <param name="added">Tokens that the checkpoint adds behind the vocabulary, such as OpenVLA's <c>&lt;PAD&gt;</c>; the start, stop and unknown token come from the file.</param>
    /// <exception cref="DamagedFileException">It is damaged, or of a kind that is not read here.</exception>
    public static Tokenizer Read(string path, params IReadOnlyList<AddedToken> added)
    {
        if (new FileInfo(path).Length is var length and > LargestFile)
            throw new DamagedFileException(path, FileFault.Limit, $"a tokenizer.model of {length} bytes; expected at most {LargestFile}.");
        return Read(path, File.ReadAllBytes(path), added);
    }

    /// <summary>Reads its bytes.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="added">Tokens behind the vocabulary.</param>
    public static Tokenizer Read(string name, byte[] bytes, params IReadOnlyList<AddedToken> added)
    {
        try
        {
            return Parse(name, bytes, added);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or ArgumentException or InvalidOperationException)
        {
            throw new DamagedFileException(name, FileFault.Header, $"expected SentencePiece's protocol buffer: {e.Message}", e);
        }
    }

    private static Tokenizer Parse(string file, byte[] bytes, IReadOnlyList<AddedToken> added)
    {
        var pieces = new List<(string Text, float Score, Kind Kind)>();
        int? start = null;
        var bytePairs = false;
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == Tag(1, WireFormat.WireType.LengthDelimited)) pieces.Add(Piece(file, input.ReadBytes()));
            else if (tag == Tag(2, WireFormat.WireType.LengthDelimited)) (bytePairs, start) = Trainer(input.ReadBytes());
            else if (tag == Tag(3, WireFormat.WireType.LengthDelimited)) RequireNormalizer(file, input.ReadBytes());
            else input.SkipLastField();
        }
        if (!bytePairs) throw new DamagedFileException(file, FileFault.Unsupported, $"read are models of type BPE ({BytePairEncoding}) only.");
        if (start < 0 || start >= pieces.Count) throw new DamagedFileException(file, FileFault.Offset, $"the start token has id {start} of {pieces.Count}.");
        List<AddedToken> special = [.. pieces.Index().Where(x => x.Item.Kind is Kind.Control or Kind.Unknown).Select(x => new AddedToken(x.Index, x.Item.Text)), .. added];
        return new Tokenizer([.. pieces.Select(x => x.Text)], Merges(file, pieces), special, start);
    }

    private static (string, float, Kind) Piece(string file, ByteString message)
    {
        var (text, score, kind) = ("", 0f, Kind.Normal);
        var input = message.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == Tag(1, WireFormat.WireType.LengthDelimited)) text = input.ReadString();
            else if (tag == Tag(2, WireFormat.WireType.Fixed32)) score = input.ReadFloat();
            else if (tag == Tag(3, WireFormat.WireType.Varint)) kind = (Kind)input.ReadEnum();
            else input.SkipLastField();
        }
        if (text.Length is 0 or > LongestPiece || float.IsNaN(score))
            throw new DamagedFileException(file, FileFault.Value, $"a piece of {text.Length} characters with score {score}; expected 1 to {LongestPiece} and a number.");
        if (kind is not (Kind.Normal or Kind.Unknown or Kind.Control or Kind.Byte))
            throw new DamagedFileException(file, FileFault.Unsupported, $"piece '{text}' is of kind {kind}; read are normal, unknown, control and byte pieces.");
        return (text, score, kind);
    }

    private static (bool BytePairs, int? Start) Trainer(ByteString message)
    {
        var (type, start) = (1, 1);                                                                     // the proto's defaults: unigram, id 1
        var input = message.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == Tag(3, WireFormat.WireType.Varint)) type = input.ReadEnum();
            else if (tag == Tag(41, WireFormat.WireType.Varint)) start = input.ReadInt32();
            else input.SkipLastField();
        }
        return (type == BytePairEncoding, start < 0 ? null : start);                                    // -1: the model has no start token
    }

    private static void RequireNormalizer(string file, ByteString message)
    {
        var (map, prefix, collapses, escapes) = (0, true, true, true);                                  // the proto's defaults
        var input = message.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == Tag(2, WireFormat.WireType.LengthDelimited)) map = input.ReadBytes().Length;
            else if (tag == Tag(3, WireFormat.WireType.Varint)) prefix = input.ReadBool();
            else if (tag == Tag(4, WireFormat.WireType.Varint)) collapses = input.ReadBool();
            else if (tag == Tag(5, WireFormat.WireType.Varint)) escapes = input.ReadBool();
            else input.SkipLastField();
        }
        if (map > 0 || !prefix || collapses || !escapes)
            throw new DamagedFileException(file, FileFault.Unsupported, $"a normaliser with {map} bytes of character map, prefix {prefix}, collapsing blanks {collapses}, escaping {escapes}; read is none, True, False, True, as in Llama's.");
    }

    private static MergeTable Merges(string file, List<(string Text, float Score, Kind Kind)> pieces)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < pieces.Count; i++)
            if (pieces[i].Kind == Kind.Normal && !ids.TryAdd(pieces[i].Text, i))
                throw new DamagedFileException(file, FileFault.Name, $"the piece '{pieces[i].Text}' stands twice.");
        var table = new MergeTable(pieces.Count, ids);
        var find = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        var rank = -1;
        float? last = null;
        foreach (var (text, id) in ids.OrderByDescending(x => pieces[x.Value].Score))
        {
            if (pieces[id].Score != last) rank++;                                                       // equal scores: the leftmost goes first
            last = pieces[id].Score;
            for (var cut = 1; cut < text.Length; cut++)
            {
                if (char.IsLowSurrogate(text[cut])) continue;
                if (Part(text.AsSpan(0, cut)) is { } left && Part(text.AsSpan(cut)) is { } right) table.TryAdd(left, right, rank, id);
            }
        }
        return table;

        int? Part(ReadOnlySpan<char> part) => find.TryGetValue(part, out var id) ? id
            : Rune.DecodeFromUtf16(part, out var rune, out var length) == System.Buffers.OperationStatus.Done && length == part.Length ? table.SymbolOf(rune) : null;
    }

    private static uint Tag(int field, WireFormat.WireType type) => WireFormat.MakeTag(field, type);
}
