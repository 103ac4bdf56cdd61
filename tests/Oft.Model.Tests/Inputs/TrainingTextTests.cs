using System.Text.Json;
using Oft.Model.Inputs;

namespace Oft.Model.Tests.Inputs;

public class TrainingTextTests
{
    [Fact]
    public void Only_actions_and_stop_are_asked_for()
    {
        var text = TrainingText.Of(TinyTokenizer.Instance, "Fold shorts", [-1, 0, 1]);

        Assert.Equal([1023, 895 + 1, 768, 2], text.Ids[^4..]);
        Assert.Equal(text.Ids[^4..], text.Labels[^4..]);
        Assert.All(text.Labels[..^4], x => Assert.Equal(TrainingText.Ignored, x));
        Assert.Equal(TrainingText.Ignored, TrainingText.Of(TinyTokenizer.Instance, "Fold shorts", [-1, 0, 1], asksForStop: false).Labels[^1]);
        Assert.Equal(new PromptBuilder(TinyTokenizer.Instance).Ids("fold shorts"), text.Ids[..^4]);                     // training reaches the same prompt by itself
    }

    [Theory]
    [InlineData("libero")]
    [InlineData("aloha")]
    public void Recorded_samples_and_batches_have_the_same_ids_labels_and_masks(string robot)
    {
        var folder = Need.Shared("golden/rlds/expected");
        var tokenizers = new Dictionary<string, Tokenizer>();
        var recorded = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, $"batch_transform_{robot}.json"))).RootElement.EnumerateArray().ToList();
        var texts = new Dictionary<(string, int), TrainingText>();
        foreach (var one in recorded.Where(x => x.TryGetProperty("actions", out _) && x.TryGetProperty("frame_index", out _)))
        {
            var tokenizer = Tokenizer(one);
            float[] actions = [.. one.GetProperty("actions").EnumerateArray().SelectMany(x => x.EnumerateArray()).Select(x => x.GetSingle())];
            var stop = one.GetProperty("predict_stop_token").GetBoolean();
            var text = TrainingText.Of(tokenizer, one.GetProperty("language").GetString()!, actions, stop);
            Assert.Equal(Row(one.GetProperty("input_ids")), text.Ids);
            Assert.Equal(Row(one.GetProperty("labels")), text.Labels);
            if (stop) texts[(one.GetProperty("tokenizer").GetString()!, one.GetProperty("frame_index").GetInt32())] = text;
        }
        var batches = 0;
        foreach (var one in recorded.Where(x => x.TryGetProperty("collator", out _)))
        {
            var name = one.GetProperty("tokenizer").GetString()!;
            var frames = Row(one.GetProperty("frames"));
            if (!frames.All(x => texts.ContainsKey((name, x)))) continue;
            var batch = TextBatch.Of([.. frames.Select(x => texts[(name, x)])], one.GetProperty("pad_token_id").GetInt32(), one.GetProperty("model_max_length").GetInt32());
            Assert.Equal(one.GetProperty("input_ids").EnumerateArray().Select(Row), batch.Ids);
            Assert.Equal(one.GetProperty("labels").EnumerateArray().Select(Row), batch.Labels);
            Assert.Equal(one.GetProperty("attention_mask").EnumerateArray().Select(Row), batch.Mask.Select(x => x.Select(y => y ? 1 : 0).ToArray()));
            batches++;
        }
        Assert.True(texts.Count > 0 && batches > 0, $"{texts.Count} texts, {batches} batches");

        Tokenizer Tokenizer(JsonElement one)
        {
            var name = one.GetProperty("tokenizer").GetString()!;
            return tokenizers.TryGetValue(name, out var known) ? known : tokenizers[name] = TokenizerFolder.Read(Path.Combine(Need.Shared("golden/tokenizer"), name));
        }
    }

    private static int[] Row(JsonElement json) => [.. json.EnumerateArray().Select(x => x.ValueKind is JsonValueKind.True ? 1 : x.ValueKind is JsonValueKind.False ? 0 : x.GetInt32())];
}
