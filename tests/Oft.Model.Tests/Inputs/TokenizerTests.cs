using Oft.Model.Inputs;

namespace Oft.Model.Tests.Inputs;

public class TokenizerTests
{
    private static readonly Tokenizer Tokenizer = TinyTokenizer.Instance;

    [Fact]
    public void The_bundled_tokenizer_is_the_recorded_one() =>
        Assert.Equal(File.ReadAllBytes(Need.Golden("tokenizer/small/tokenizer.json")), TinyTokenizer.Json());

    [Theory]
    [InlineData("put the bowl on the plate")]
    [InlineData("  two blanks, then\ttab\nand line ")]
    [InlineData("Ünïcödé 忠 🤖")]
    [InlineData("▁")]
    public void Decoding_gives_the_text_back(string text) =>
        Assert.Equal(text.Replace('▁', ' '), Tokenizer.Decode(Tokenizer.Encode(text), skipSpecial: true));

    [Fact]
    public void Special_tokens_are_found_literally_and_split_the_text()
    {
        Assert.Equal([1, 2], Tokenizer.Encode("<s></s>", start: false));
        Assert.Equal([1, .. Tokenizer.Encode("a", start: false), 1024, .. Tokenizer.Encode(" b", start: false)], Tokenizer.Encode("a<PAD> b"));
        Assert.DoesNotContain(2, Tokenizer.EncodeLiterally("</s>"));
    }

    [Fact]
    public void Text_without_a_piece_becomes_its_bytes()
    {
        var ids = Tokenizer.Encode("🤖", start: false);

        Assert.Equal(["▁", "<0xF0>", "<0x9F>", "<0xA4>", "<0x96>"], ids.Select(Tokenizer.PieceOf));
    }

    [Fact]
    public void Ids_of_nothing_are_left_out_when_decoding() =>
        Assert.Equal("plate", Tokenizer.Decode([-1, 99999, .. Tokenizer.Encode("plate", start: false), int.MaxValue]));

    [Fact]
    public void A_lone_surrogate_is_the_replacement_character() =>
        Assert.Equal(Tokenizer.Encode("a\uFFFDb"), Tokenizer.Encode("a\ud800b"));

    [Fact]
    public void A_long_text_takes_no_longer_than_its_length()
    {
        var text = string.Concat(Enumerable.Repeat("pick up the bowl ", 20_000));

        Assert.Equal(text, Tokenizer.Decode(Tokenizer.Encode(text, start: false)));
    }

    [Fact]
    public void Both_files_give_the_same_ids_on_any_text()
    {
        var model = SentencePieceModel.Read(Need.Golden("tokenizer/small/tokenizer.model"), new AddedToken(1024, "<PAD>"));
        string[] parts = [" ", "  ", "the", "put", "bowl", "on", "plate", "a", "e", "l", "o", "pl", "ate", "\n", "7", "10", "é", "▁", "忠", "🤖", ".", "?", "\0", "open", "drawer", "<", ">", "s"];
        var random = new Random(5);
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => parts[random.Next(parts.Length)]));

            Assert.Equal(Tokenizer.EncodeLiterally(text), model.EncodeLiterally(text));
            Assert.Equal(Tokenizer.Encode(text), model.Encode(text));
        }
    }

    [Fact]
    public void The_last_256_pieces_are_single_characters_of_no_other_piece()
    {
        var actions = Enumerable.Range(768, 256).Select(x => Tokenizer.PieceOf(x)!).ToList();

        Assert.All(actions, x => Assert.Equal(1, x.Length));
        Assert.DoesNotContain(Enumerable.Range(0, 768), x => actions.Any(a => Tokenizer.PieceOf(x)!.Contains(a)));
    }
}
