using Google.Protobuf;
using Oft.Formats;
using Oft.Model.Inputs;

namespace Oft.Model.Tests.Inputs;

public sealed class SentencePieceModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_best_score_merges_first_whatever_the_order_of_ids()
    {
        var model = Model([("▁", -9), ("a", -8), ("b", -7), ("c", -6), ("bc", -2), ("ab", -3)]);

        Assert.Equal(["▁", "a", "bc"], Pieces(model, "abc"));
        Assert.Equal(["▁", "ab", "c"], Pieces(Model([("▁", -9), ("a", -8), ("b", -7), ("c", -6), ("bc", -3), ("ab", -2)]), "abc"));
    }

    [Fact]
    public void At_equal_scores_the_leftmost_pair_merges_first() =>
        Assert.Equal(["▁", "aa", "a"], Pieces(Model([("▁", -9), ("a", -8), ("aa", -2)]), "aaa"));

    [Fact]
    public void A_character_without_a_piece_may_still_be_part_of_one() =>
        Assert.Equal(["▁", "xy", "<0x79>"], Pieces(Model([("▁", -9), ("x", -8), ("xy", -2)]), "xyy"));

    [Fact]
    public void A_folder_gives_its_tokenizer_from_either_file()
    {
        File.Copy(Need.Golden("tokenizer/small/tokenizer.model"), folder["tokenizer.model"]);
        Assert.Equal([1, 1024], TokenizerFolder.Read(folder.Path).Encode("<PAD>"));
        File.WriteAllText(folder["added_tokens.json"], """{"<HUG>":1030}""");
        Assert.Equal([1, 1030], TokenizerFolder.Read(folder.Path).Encode("<HUG>"));
        File.Copy(Need.Golden("tokenizer/small/tokenizer.json"), folder["tokenizer.json"]);
        Assert.Equal([1, 1024], TokenizerFolder.Read(folder.Path).Encode("<PAD>"));
        Assert.Contains("tokenizer.model", Assert.Throws<FileNotFoundException>(() => TokenizerFolder.Read(Path.GetTempPath() + "/no such folder")).Message);
    }

    [Fact]
    public void Ten_thousand_damaged_copies_are_read_or_refused()
    {
        var seed = Model([("▁", -9), ("p", -8), ("u", -7), ("t", -6), ("pu", -5), ("put", -4)]);
        Mutations.Run("tokenizer.model", [new(seed)], bytes => SentencePieceModel.Read("copy.model", bytes).Encode("put 忠"), e => (e as DamagedFileException)?.Fault.ToString());
    }

    private static IEnumerable<string> Pieces(byte[] model, string text)
    {
        var tokenizer = SentencePieceModel.Read("made.model", model);
        return tokenizer.Encode(text, start: false).Select(x => tokenizer.PieceOf(x)!);
    }

    /// <summary>A model file: unknown, start, stop, 256 bytes, then the given pieces.</summary>
    private static byte[] Model((string Text, float Score)[] pieces)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream))
        {
            Write("<unk>", 0, 2);
            Write("<s>", 0, 3);
            Write("</s>", 0, 3);
            for (var i = 0; i < 256; i++) Write($"<0x{i:X2}>", 0, 6);
            foreach (var (text, score) in pieces) Write(text, score, 1);
            Message(output, 2, trainer =>
            {
                trainer.WriteTag(3, WireFormat.WireType.Varint);
                trainer.WriteEnum(2);
            });
            Message(output, 3, normalizer =>
            {
                normalizer.WriteTag(4, WireFormat.WireType.Varint);
                normalizer.WriteBool(false);
            });

            void Write(string text, float score, int kind) => Message(output, 1, piece =>
            {
                piece.WriteTag(1, WireFormat.WireType.LengthDelimited);
                piece.WriteString(text);
                piece.WriteTag(2, WireFormat.WireType.Fixed32);
                piece.WriteFloat(score);
                piece.WriteTag(3, WireFormat.WireType.Varint);
                piece.WriteEnum(kind);
            });
        }
        return stream.ToArray();
    }

    private static void Message(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var inner = new CodedOutputStream(stream)) write(inner);
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(stream.ToArray()));
    }
}
