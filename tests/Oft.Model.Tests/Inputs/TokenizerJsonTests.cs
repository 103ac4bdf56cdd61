using System.Text;
using Oft.Formats;
using Oft.Model.Inputs;

namespace Oft.Model.Tests.Inputs;

public class TokenizerJsonTests
{
    [Theory]
    [InlineData("\"type\": \"BPE\"", "\"type\": \"WordPiece\"", FileFault.Unsupported)]
    [InlineData("\"pre_tokenizer\": null", "\"pre_tokenizer\": {\"type\": \"ByteLevel\"}", FileFault.Unsupported)]
    [InlineData("\"dropout\": null", "\"dropout\": 0.1", FileFault.Unsupported)]
    [InlineData("\"byte_fallback\": true", "\"byte_fallback\": false", FileFault.Unsupported)]
    [InlineData("\"lstrip\": false", "\"lstrip\": true", FileFault.Unsupported)]
    [InlineData("\"prepend\": \"▁\"", "\"prepend\": \"_\"", FileFault.Unsupported)]
    [InlineData("\"<0x0A>\": 13", "\"<0x0A>\": 12", FileFault.Offset)]
    [InlineData("\"<0x0A>\": 13", "\"<0x0A>\": 2147483647", FileFault.Offset)]
    [InlineData("\"<0x0A>\": 13", "\"<0x0A?\": 13", FileFault.Header)]
    [InlineData("\"<0x0A>\": 13", "\"<0x0A>\": 13.5", FileFault.Header)]
    [InlineData("\"▁ t\"", "\"▁ tx\"", FileFault.Name)]
    [InlineData("\"▁ t\"", "\"▁t\"", FileFault.Value)]
    [InlineData("\"id\": 1024", "\"id\": -1", FileFault.Value)]
    public void What_would_give_other_ids_is_refused_by_name(string known, string changed, FileFault fault)
    {
        var json = Encoding.UTF8.GetString(TinyTokenizer.Json());
        Assert.Contains(known, json);

        var e = Assert.Throws<DamagedFileException>(() => TokenizerJson.Read("t.json", Encoding.UTF8.GetBytes(json.Replace(known, changed))));

        Assert.Equal(fault, e.Fault);
    }

    [Fact]
    public void Merges_written_as_pairs_are_the_same_merges()
    {
        var json = Encoding.UTF8.GetString(TinyTokenizer.Json());
        var merges = json.IndexOf("\"merges\"", StringComparison.Ordinal);
        var pairs = json[..merges] + System.Text.RegularExpressions.Regex.Replace(json[merges..], "\"([^\" ]+) ([^\" ]+)\"", "[\"$1\",\"$2\"]");

        var tokenizer = TokenizerJson.Read("pairs.json", Encoding.UTF8.GetBytes(pairs));

        Assert.Equal(TinyTokenizer.Instance.Encode("pick up the black bowl"), tokenizer.Encode("pick up the black bowl"));
    }

    [Fact]
    public void Ten_thousand_damaged_copies_are_read_or_refused()
    {
        var seed = Small();
        Mutations.Run("tokenizer.json", [new(seed, Rewrite: random => JsonDamage.Once(seed, random))], bytes => TokenizerJson.Read("copy.json", bytes).Encode("put the bowl on the plate 忠"), e => (e as DamagedFileException)?.Fault.ToString());
    }

    /// <summary>The bundled tokenizer with its vocabulary cut to what is asked of every vocabulary: 10,000 reads stay quick.</summary>
    private static byte[] Small()
    {
        var root = System.Text.Json.Nodes.JsonNode.Parse(TinyTokenizer.Json())!;
        var vocabulary = new System.Text.Json.Nodes.JsonObject();
        foreach (var (piece, id) in root["model"]!["vocab"]!.AsObject().Where(x => x.Value!.GetValue<int>() < 300)) vocabulary[piece] = id!.GetValue<int>();
        foreach (var letter in "▁puthebowlnas") if (!vocabulary.ContainsKey($"{letter}")) vocabulary[$"{letter}"] = vocabulary.Count;
        root["model"]!["merges"] = new System.Text.Json.Nodes.JsonArray([.. root["model"]!["merges"]!.AsArray().Select(x => x!.GetValue<string>())
            .Where(x => x.Split(' ').Append(x.Replace(" ", "")).All(vocabulary.ContainsKey)).Select(x => (System.Text.Json.Nodes.JsonNode)x)]);
        root["model"]!["vocab"] = vocabulary;
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }
}
