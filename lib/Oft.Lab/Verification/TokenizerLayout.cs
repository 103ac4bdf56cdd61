using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Oft.Model.Inputs;

namespace Oft.Lab.Verification;

/// <summary>Layout <c>tokenizer</c>: texts, prompts, decoding and action tokens against the originals, through both readers.</summary>
public sealed class TokenizerLayout : GroupedLayout
{
    private readonly Dictionary<string, Subject> subjects = [];

    /// <summary>Registers the checks.</summary>
    public TokenizerLayout()
    {
        Each("tokenizer-strings", Strings);
        Each("tokenizer-prompts", Prompts);
        Each("tokenizer-decode", Decode);
        Each("action-bins", Bins);
        Each("action-encode", Encode);
        Each("action-decode", (one, report) =>
            report.Numbers<double>("value", [one.Value.GetProperty("value").GetDouble()], [Of(one).Actions.Decode(one.Value.GetProperty("token_id").GetInt32())]));
        Each("action-training-text", TrainingText);
    }

    /// <inheritdoc/>
    public override string Name => "tokenizer";

    private static void Strings(VerifyCase one, CaseReport report, Subject subject)
    {
        var text = one.Value.GetProperty("text").GetString()!;
        foreach (var (reader, tokenizer) in subject.Readers)
        {
            var ids = tokenizer.Encode(text, start: false);
            var started = tokenizer.Encode(text);
            report.Equal($"{reader} ids", one.Value.Integers("ids"), ids);
            report.Equal($"{reader} ids_bos", one.Value.Integers("ids_bos"), started);
            report.Equal($"{reader} pieces", one.Value.Texts("pieces"), [.. ids.Select(x => tokenizer.PieceOf(x)!)]);
            report.Equal($"{reader} decoded", one.Value.Text("decoded"), tokenizer.Decode(ids));
            report.Equal($"{reader} decoded_bos", one.Value.Text("decoded_bos"), tokenizer.Decode(started));
            report.Equal($"{reader} decoded_skip_special", one.Value.Text("decoded_skip_special"), tokenizer.Decode(started, skipSpecial: true));
            report.Equal($"{reader} literally", one.Value.Integers(one.Value.Flag("sentencepiece_equal") ? "ids" : "sentencepiece_ids"), tokenizer.EncodeLiterally(text));
        }
    }

    private static void Prompts(VerifyCase one, CaseReport report, Subject subject)
    {
        var instruction = one.Value.GetProperty("instruction").GetString()!;
        var text = one.Value.Text("template") switch
        {
            "openvla" => PromptText.Acting(instruction),
            "openvla-v01" => PromptText.OpenVlaV01(instruction),
            "raw" => instruction,
            var other => throw new VerifyException($"template '{other}' is not known; known: openvla, openvla-v01, raw."),
        };
        report.Equal("text", one.Value.Text("text"), text);
        foreach (var (reader, tokenizer) in subject.Readers)
        {
            var ids = tokenizer.Encode(text);
            report.Equal($"{reader} ids", one.Value.Integers("ids"), ids);
            report.Equal($"{reader} model_ids", one.Value.Integers("model_ids"), new PromptBuilder(tokenizer).WithSpace(ids));
        }
    }

    private static void Decode(VerifyCase one, CaseReport report, Subject subject)
    {
        int[] ids = [.. one.Value.Integers("ids")];
        foreach (var (reader, tokenizer) in subject.Readers)
        {
            report.Equal($"{reader} decoded", one.Value.Text("decoded"), tokenizer.Decode(ids));
            report.Equal($"{reader} decoded_skip_special", one.Value.Text("decoded_skip_special"), tokenizer.Decode(ids, skipSpecial: true));
        }
    }

    private static void Bins(VerifyCase one, CaseReport report, Subject subject)
    {
        var index = one.Group.Folder.Document(one.Group.Json.Text("index")!);
        var i = int.Parse(one.Stars[^1]);
        report.Numbers<double>("edge", [one.Value.GetDouble()], [ActionTokenizer.Edges[i]]);
        report.Equal("edge bits", index.Texts("bins_f64_hex")[i], Hex(ActionTokenizer.Edges[i]));
        report.Equal("centres", index.Texts("bin_centers_f64_hex").Count, ActionTokenizer.Centres.Length);
        if (i < ActionTokenizer.Centres.Length)
        {
            report.Numbers<double>("centre", [index.Doubles("bin_centers")[i]], [ActionTokenizer.Centres[i]]);
            report.Equal("centre bits", index.Texts("bin_centers_f64_hex")[i], Hex(ActionTokenizer.Centres[i]));
        }
        report.Equal("vocab_size", index.GetProperty("vocab_size").GetInt32(), subject.First.VocabularySize);
        report.Equal("action_token_begin_idx", index.GetProperty("action_token_begin_idx").GetInt32(), subject.Actions.BeginId);
        foreach (var (reader, tokenizer) in subject.Readers)
            report.Equal($"{reader} piece", index.Texts("action_pieces")[i], tokenizer.PieceOf(subject.First.VocabularySize - ActionTokenizer.BinCount + i));
    }

    private static void Encode(VerifyCase one, CaseReport report, Subject subject)
    {
        var bits = Convert.FromHexString(one.Value.GetProperty("bits").GetString()!);
        var value = one.Value.Text("dtype") switch
        {
            "float32" => BinaryPrimitives.ReadSingleLittleEndian(bits),
            "float64" => BinaryPrimitives.ReadDoubleLittleEndian(bits),
            var other => throw new VerifyException($"dtype '{other}' is not known; known: float32, float64."),
        };
        var id = subject.Actions.Encode(value);
        report.Equal("digitized", one.Value.GetProperty("digitized").GetInt32(), ActionTokenizer.BinOf(value));
        report.Equal("token_id", one.Value.GetProperty("token_id").GetInt32(), id);
        report.Numbers<double>("decoded_value", [one.Value.GetProperty("decoded_value").GetDouble()], [subject.Actions.Decode(id)]);
        foreach (var (reader, tokenizer) in subject.Readers)
        {
            var text = tokenizer.Decode([id]);
            report.Equal($"{reader} text", one.Value.Text("text"), text);
            report.Equal($"{reader} reencoded", one.Value.Integers("reencoded"), tokenizer.Encode(text, start: false));
        }
    }

    private static void TrainingText(VerifyCase one, CaseReport report, Subject subject)
    {
        var values = MemoryMarshal.Cast<byte, float>(Convert.FromHexString(one.Value.GetProperty("actions_f32_hex").GetString()!)).ToArray();
        var width = one.Value.GetProperty("actions")[0].GetArrayLength();
        var expected = one.Value.Text("prompt_builder_text")!;
        foreach (var (reader, tokenizer) in subject.Readers)
        {
            var text = tokenizer.Decode(subject.Actions.Encode(values));
            report.Equal($"{reader} current", one.Value.Text("current"), tokenizer.Decode(subject.Actions.Encode(values.AsSpan(0, width))));
            report.Equal($"{reader} future", one.Value.Text("future"), tokenizer.Decode(subject.Actions.Encode(values.AsSpan(width))));
            report.Equal($"{reader} text", expected, PromptText.Training(Instruction(expected), text));
            report.Equal($"{reader} input_ids", one.Value.Integers("input_ids"), tokenizer.Encode(PromptText.Training(Instruction(expected), text)));
        }
    }

    /// <summary>The recorded case states its instruction only inside its text.</summary>
    private static string Instruction(string text)
    {
        const string before = "robot take to ";
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[start..text.IndexOf("?\nOut:", StringComparison.Ordinal)];
    }

    private static string Hex(double value) => Convert.ToHexStringLower(BitConverter.GetBytes(value));

    private void Each(string check, Action<VerifyCase, CaseReport, Subject> compare) => Each(check, (one, report) => compare(one, report, Of(one)));

    private Subject Of(VerifyCase one)
    {
        var name = one.Group.Json.Text("tokenizer") ?? throw new VerifyException($"group '{one.Group.Name}' names no tokenizer.");
        var key = $"{one.Group.Folder.Path}/{name}";
        return subjects.TryGetValue(key, out var known) ? known : subjects[key] = Subject.Open(one.Group.Folder, name);
    }

    /// <summary>One tokenizer of the folder through each of its readers.</summary>
    private sealed record Subject(IReadOnlyList<(string Reader, Tokenizer Tokenizer)> Readers)
    {
        public Tokenizer First => Readers[0].Tokenizer;

        public ActionTokenizer Actions => new(First.VocabularySize);

        public static Subject Open(VerifyFolder folder, string name)
        {
            var json = (folder.Parameters?.Member("tokenizers") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default)
                .FirstOrDefault(x => x.Text("name") == name);
            if (json.ValueKind == JsonValueKind.Undefined) throw new VerifyException($"the folder says nothing of the tokenizer '{name}'.");
            var at = json.Text("folder") is { } here ? folder[here] : Outside(folder, json, name);
            return new([.. json.Texts("readers").Select(x => (x, Read(Path.Combine(at, x), json.GetProperty("pad_id").GetInt32())))]);
        }

        private static string Outside(VerifyFolder folder, JsonElement json, string name)
        {
            var sub = json.Text("from_needs") ?? throw new VerifyException($"tokenizer '{name}' says neither folder nor from_needs.");
            var need = folder.Needs.FirstOrDefault(x => x.Name == "tokenizer") ?? throw new VerifyException($"tokenizer '{name}' is outside, and the folder states no need 'tokenizer'.");
            var folderOutside = need.Folder ?? throw new VerifyException(need.Missing!);
            return Directory.Exists(Path.Combine(folderOutside, sub)) ? Path.Combine(folderOutside, sub) : Path.Combine(folderOutside, name);
        }

        private static Tokenizer Read(string file, int padId) => Path.GetFileName(file) switch
        {
            "tokenizer.json" => TokenizerJson.Read(file),
            "tokenizer.model" => SentencePieceModel.Read(file, new AddedToken(padId, "<PAD>")),
            var other => throw new VerifyException($"reader '{other}' is not known; known: tokenizer.json, tokenizer.model."),
        };
    }
}
