using Oft.Model.Inputs;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Models;

/// <summary>What goes into the model: ids, pixels, proprioception, labels and their masks.</summary>
internal sealed class InputCase(VerifyFolder folder, ModelFacts facts, VerifyNeeds needs)
{
    public void Check(List<RecordedCheck> checks, CaseReport report, Action<string> missing)
    {
        var tokenizer = new Lazy<Tokenizer?>(FindTokenizer);
        foreach (var check in checks)
        {
            if (check.Json.Text("needs") == "tokenizer" && tokenizer.Value is null)
                missing($"{check.Tensor} needs a tokenizer: give --tokenizer or set OFT_TOKENIZER");
            else
                check.Compare(Value(check, tokenizer), report);
        }
    }

    private Tensor Value(RecordedCheck check, Lazy<Tokenizer?> tokenizer) => check.Value switch
    {
        "pixel_values" => RecordedInputs.Pixels(folder, facts),
        "proprio_normalized_f64" => tensor(Unnormalization.Proprio(folder, facts, check.Given("proprio_raw_f64").data<double>().ToArray())),
        "proprio_normalized_f32" => check.Given("proprio_normalized_f64").to(ScalarType.Float32),
        "attention_mask" => check.Given("input_ids").ne(PadId).to(ScalarType.Int64),
        "input_ids_with_29871" => WithSpace(check.Given("input_ids").flatten().data<long>().ToArray()),
        "input_ids" when check.IsGiven("actions") => Training(check, tokenizer.Value!).Ids,
        "input_ids" => tensor(tokenizer.Value!.Encode(PromptText.Acting(facts.Json.Text("instruction")!)).Select(id => (long)id).ToArray()),
        "labels" => Training(check, tokenizer.Value!).Labels,
        "current_action_mask_on_labels_1" => Masks(check).Current,
        "next_actions_mask_on_labels_1" => Masks(check).Next,
        _ => throw new VerifyException($"value '{check.Value}' is not known in mode inputs."),
    };

    private Oft.Model.LanguageConfig Language => PublishedConfig.Read(folder[facts.Checkpoint]).Backbone.Language;

    private long PadId => Language.PadId;

    private Tensor WithSpace(long[] ids)
    {
        var space = RecordedInputs.SpaceId(folder, facts);
        return tensor(ids[^1] == space ? ids : [.. ids, space]);
    }

    private (Tensor Current, Tensor Next) Masks(RecordedCheck check)
    {
        var labels = check.Given("labels");
        var (current, next) = ActionMasks.Of(labels.narrow(1, 1, labels.shape[1] - 1), facts.ActionWidth, new ActionTokenizer(Language.Vocabulary).BeginId);
        return (current.to(ScalarType.Byte), next.to(ScalarType.Byte));
    }

    // One training text per sample: prompt, action characters, stop; padded on the right.
    private (Tensor Ids, Tensor Labels) Training(RecordedCheck check, Tokenizer tokenizer)
    {
        var actions = check.Given("actions");                                                        // [B, K, A]
        var sentences = facts.Json.Texts("instruction");
        var tokens = new ActionTokenizer(tokenizer.VocabularySize);
        var slots = (int)(actions.shape[1] * actions.shape[2]);
        var rows = Enumerable.Range(0, (int)actions.shape[0]).Select(row =>
        {
            var ids = tokens.Encode(actions[row].contiguous().data<float>().ToArray());
            return tokenizer.Encode(PromptText.Training(sentences[row], string.Concat(ids.Select(tokenizer.PieceOf)))).Select(id => (long)id).ToArray();
        }).ToList();
        var width = rows.Max(row => row.Length);
        long[] Padded(IEnumerable<long> row, long pad) => [.. row.Concat(Enumerable.Repeat(pad, width)).Take(width)];
        var labels = rows.Select(row => row.Select((id, i) => i < row.Length - slots - 1 ? -100 : id));
        return (tensor(rows.SelectMany(row => Padded(row, PadId)).ToArray()).view(rows.Count, width), tensor(labels.SelectMany(row => Padded(row, -100)).ToArray()).view(rows.Count, width));
    }

    private Tokenizer? FindTokenizer()
    {
        var given = needs.Given("--tokenizer", "OFT_TOKENIZER");
        string[] places = given is null ? [folder[facts.Checkpoint], folder["../tokenizer/llama2"]] : [Path.Combine(given, "llama2"), given];
        var place = places.FirstOrDefault(place => File.Exists(Path.Combine(place, "tokenizer.json")));
        return place is null ? null : TokenizerFolder.Read(place);
    }
}
