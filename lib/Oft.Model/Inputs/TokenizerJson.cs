using System.Text.Json;
using Oft.Formats;

namespace Oft.Model.Inputs;

/// <summary>Reads <c>tokenizer.json</c>, the file of the tokenizers library.</summary>
/// <remarks>
/// Read is the shape Llama's has: byte-fallback BPE over "▁" text, special tokens matched literally. Anything that would give other ids
/// (another normaliser, a pre-tokeniser, dropout) is refused by name, because nearly the right ids are wrong ids.
/// </remarks>
public static class TokenizerJson
{
    private const int LargestFile = 64 << 20;

    /// <summary>Reads the file.</summary>
    /// <exception cref="DamagedFileException">It is damaged, or of a kind that is not read here.</exception>
    public static Tokenizer Read(string path)
    {
        if (new FileInfo(path).Length is var length and > LargestFile)
            throw new DamagedFileException(path, FileFault.Limit, $"a tokenizer.json of {length} bytes; expected at most {LargestFile}.");
        return Read(path, File.ReadAllBytes(path));
    }

    /// <summary>Reads its bytes.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="utf8">The file.</param>
    public static Tokenizer Read(string name, ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            return Parse(name, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)     // what JsonElement throws on values that are not as asked
        {
            throw new DamagedFileException(name, FileFault.Header, $"expected the JSON of a tokenizer: {e.Message}", e);
        }
    }

    private static Tokenizer Parse(string file, JsonElement root)
    {
        var model = root.GetProperty("model");
        Require(file, model, "type", "\"BPE\"");
        Require(file, model, "dropout", "null", "0", "0.0");
        Require(file, model, "continuing_subword_prefix", "null", "\"\"");
        Require(file, model, "end_of_word_suffix", "null", "\"\"");
        Require(file, model, "byte_fallback", "true");
        Require(file, model, "ignore_merges", "false");
        Require(file, root, "pre_tokenizer", "null");
        RequireNormalizer(file, root.GetProperty("normalizer"));
        RequireDecoder(file, root.GetProperty("decoder"));

        var ids = model.GetProperty("vocab").EnumerateObject().ToDictionary(x => x.Name, x => x.Value.GetInt32(), StringComparer.Ordinal);
        var pieces = new string?[ids.Count];
        foreach (var (piece, id) in ids)
        {
            if (id < 0 || id >= pieces.Length || pieces[id] is not null)
                throw new DamagedFileException(file, FileFault.Offset, $"piece '{piece}' has id {id}; {pieces.Length} pieces have the ids 0 to {pieces.Length - 1}, each once.");
            pieces[id] = piece;
        }
        var added = root.GetProperty("added_tokens").EnumerateArray().Select(x => Added(file, x)).ToList();
        return new Tokenizer(pieces!, Merges(file, model.GetProperty("merges"), ids), added, Start(file, root.GetProperty("post_processor"), ids, added));
    }

    private static MergeTable Merges(string file, JsonElement json, Dictionary<string, int> ids)
    {
        var table = new MergeTable(ids.Count, ids);
        var rank = 0;
        foreach (var merge in json.EnumerateArray())
        {
            string[] parts = merge.ValueKind == JsonValueKind.Array ? [.. merge.EnumerateArray().Select(Text)] : Text(merge).Split(' ');       // newer files write pairs
            if (parts is not [var left, var right])
                throw new DamagedFileException(file, FileFault.Value, $"merge {rank} has {parts.Length} parts; expected two.");
            if (!ids.TryGetValue(left, out var l) || !ids.TryGetValue(right, out var r) || !ids.TryGetValue(left + right, out var merged))
                throw new DamagedFileException(file, FileFault.Name, $"merge '{left}' + '{right}': one of them, or what they make, is no piece.");
            table.TryAdd(l, r, rank++, merged);
        }
        return table;
    }

    private static AddedToken Added(string file, JsonElement json)
    {
        var token = new AddedToken(json.GetProperty("id").GetInt32(), Text(json.GetProperty("content")), json.GetProperty("special").GetBoolean());
        if (token.Text.Length == 0 || token.Id < 0)
            throw new DamagedFileException(file, FileFault.Value, $"added token {token.Id} is '{token.Text}'; a token needs a text and an id from 0.");
        foreach (var option in (string[])["single_word", "lstrip", "rstrip", "normalized"])
            Require(file, json, option, "false");
        return token;
    }

    /// <summary>The one token the template puts before the text.</summary>
    private static int? Start(string file, JsonElement processor, Dictionary<string, int> ids, List<AddedToken> added)
    {
        if (processor.ValueKind == JsonValueKind.Null) return null;
        Require(file, processor, "type", "\"TemplateProcessing\"");
        var single = processor.GetProperty("single").EnumerateArray().ToList();
        if (single.Count == 1 && single[0].TryGetProperty("Sequence", out _)) return null;
        if (single.Count != 2 || !single[0].TryGetProperty("SpecialToken", out var token) || !single[1].TryGetProperty("Sequence", out _))
            throw Unsupported(file, "post_processor.single", "start token and sequence");
        var text = Text(token.GetProperty("id"));
        return added.FirstOrDefault(x => x.Text == text)?.Id ?? (ids.TryGetValue(text, out var id) ? id
            : throw new DamagedFileException(file, FileFault.Name, $"the start token '{text}' is no piece."));
    }

    private static void RequireNormalizer(string file, JsonElement json)
    {
        Require(file, json, "type", "\"Sequence\"");
        var steps = json.GetProperty("normalizers").EnumerateArray().ToList();
        if (steps.Count != 2) throw Unsupported(file, "normalizer", "Prepend ▁, Replace blank by ▁");
        Require(file, steps[0], "type", "\"Prepend\"");
        RequireText(file, steps[0].GetProperty("prepend"), "▁");
        Require(file, steps[1], "type", "\"Replace\"");
        RequireText(file, steps[1].GetProperty("pattern").GetProperty("String"), " ");
        RequireText(file, steps[1].GetProperty("content"), "▁");
    }

    private static void RequireDecoder(string file, JsonElement json)
    {
        Require(file, json, "type", "\"Sequence\"");
        var steps = json.GetProperty("decoders").EnumerateArray().ToList();
        if (!steps.Select(x => x.GetProperty("type").GetString()).SequenceEqual(["Replace", "ByteFallback", "Fuse", "Strip"]))
            throw Unsupported(file, "decoder", "Replace, ByteFallback, Fuse, Strip");
        RequireText(file, steps[0].GetProperty("pattern").GetProperty("String"), "▁");
        RequireText(file, steps[0].GetProperty("content"), " ");
        RequireText(file, steps[3].GetProperty("content"), " ");
        Require(file, steps[3], "start", "1");
        Require(file, steps[3], "stop", "0");
    }

    private static void Require(string file, JsonElement json, string member, params ReadOnlySpan<string> accepted)
    {
        if (!json.TryGetProperty(member, out var value)) return;                                        // absent is the default, which is accepted
        if (!accepted.Contains(value.GetRawText())) throw Unsupported(file, $"{member} {value.GetRawText()}", string.Join(" or ", accepted.ToArray()));
    }

    private static void RequireText(string file, JsonElement value, string accepted)
    {
        if (value.GetString() != accepted) throw Unsupported(file, $"'{value}'", $"'{accepted}'");
    }

    private static string Text(JsonElement json) => json.GetString() ?? throw new InvalidOperationException("a text is null");

    private static DamagedFileException Unsupported(string file, string what, string expected) =>
        new(file, FileFault.Unsupported, $"{(what.Length > 200 ? what[..200] + "…" : what)}; read is {expected}, as in Llama's tokenizer.");
}
