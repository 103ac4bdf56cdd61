using System.Text.Json;
using Oft.Contracts;
using Oft.Data.Rlds;
using Oft.Data.Sampling;
using Oft.Model.Inputs;
using Oft.Training.Batches;

namespace Oft.Lab.Verification.Rlds;

/// <summary>The kinds of check about tokens, batches, and the way back to robot units.</summary>
internal static class BatchChecks
{
    private const int stride = 64;                  // the recorded stand-in for pixel values: every 64th row and column

    public static void Transform(VerifyGroup group, GroupReport report)
    {
        var dataset = OfExpected(group);
        var split = group.Json.Member("frames_from")?.Text("split") ?? "train";
        var chunk = dataset.Configuration.ChunkLength;
        var frames = TrajectoryChecks.Usable(dataset, split).SelectMany(x => Enumerable.Range(0, x.Samples(chunk)).Select(step => (Trajectory: x, Step: step))).ToList();
        var root = group.Folder.Needs.First(x => x.Name == "tokenizer").Folder!;
        var tokenizers = group.Json.Texts("tokenizers").ToDictionary(x => x, x => TokenizerFolder.Read(Path.Combine(root, x)));
        using var reader = new FrameReader();
        foreach (var one in group.Cases())
            report.Case(one.Name, x =>
            {
                var tokenizer = tokenizers[one.Value.Text("tokenizer") ?? throw new VerifyException($"case '{one.Name}' names no tokenizer.")];
                if (one.Value.Flag("collator_single")) x.Equal("proprio_shape", one.Value.Integers("proprio_shape"), [dataset.Configuration.ProprioWidth]);
                else if (one.Value.Flag("collator")) Batch(x, one.Value, tokenizer, dataset.Configuration, [.. one.Value.Integers("frames").Select(i => frames[i])], reader);
                else Sample(x, one.Value, tokenizer, dataset.Configuration, frames[one.Value.GetProperty("frame_index").GetInt32()]);
            });
    }

    public static void Inference(VerifyCase one, CaseReport report)
    {
        var stats = one.Value.GetProperty("stats");
        var field = new FieldStatistics
        {
            Mean = stats.Doubles("mean"), Std = stats.Doubles("std"), Max = stats.Doubles("max"), Min = stats.Doubles("min"), Q01 = stats.Doubles("q01"), Q99 = stats.Doubles("q99"),
            Mask = stats.Member("mask") is { } mask ? [.. mask.EnumerateArray().Select(x => x.GetBoolean())] : null,
        };
        var bounds = one.Value.Text("normalization") == "bounds" ? BoundsKind.MinMax : BoundsKind.Q99;
        var (input, output) = (Flat(one.Value.GetProperty("input")), Flat(one.Value.GetProperty("output")));
        switch (one.Value.Text("kind"))
        {
            case "normalize_proprio":
                report.Numbers<double>("output", output, field.Normalize(input, bounds));
                break;
            case "unnormalize_actions":
                report.Numbers<double>("output", output, field.Unnormalize([.. input.Select(x => (float)x)], bounds));
                break;
            case var kind:
                throw new VerifyException($"kind '{kind}' is not known.");
        }
    }

    private static void Sample(CaseReport report, JsonElement stated, Tokenizer tokenizer, RldsConfiguration configuration, (Trajectory Trajectory, int Step) frame)
    {
        var actions = frame.Trajectory.Chunk(frame.Step, configuration.ChunkLength);
        var tokens = SampleTokens.Of(tokenizer, frame.Trajectory.Sentences[frame.Step], actions, stated.Flag("predict_stop_token"));
        report.Equal("language", stated.Text("language"), frame.Trajectory.Sentences[frame.Step]);
        report.Equal("input_ids", stated.Integers("input_ids"), tokens.InputIds);
        report.Equal("labels", stated.Integers("labels"), tokens.Labels);
        report.Numbers<float>("actions", Singles(stated.GetProperty("actions")), actions);
        report.Numbers<float>("proprio", Singles(stated.GetProperty("proprio")), frame.Trajectory.ProprioAt(frame.Step));
        report.Equal("dataset_name", stated.Text("dataset_name"), frame.Trajectory.Dataset);
        report.Equal("pixel_values_wrist_shape", stated.Integers("pixel_values_wrist_shape"), [3 * (configuration.Cameras.Count - 1), FrameReader.Size / stride + 1, FrameReader.Size / stride + 1]);
    }

    private static void Batch(CaseReport report, JsonElement stated, Tokenizer tokenizer, RldsConfiguration configuration, IReadOnlyList<(Trajectory Trajectory, int Step)> frames, FrameReader reader)
    {
        var pad = tokenizer.IdOf("<PAD>") ?? tokenizer.VocabularySize;
        var batch = TokenBatch.Collate([.. frames.Select(x => SampleTokens.Of(tokenizer, x.Trajectory.Sentences[x.Step], x.Trajectory.Chunk(x.Step, configuration.ChunkLength)))], pad, stated.GetProperty("model_max_length").GetInt32());
        report.Equal("pad_token_id", stated.GetProperty("pad_token_id").GetInt32(), pad);
        report.Equal("input_ids", Integers(stated.GetProperty("input_ids")), batch.InputIds);
        report.Equal("labels", Integers(stated.GetProperty("labels")), batch.Labels);
        report.Equal("attention_mask", Integers(stated.GetProperty("attention_mask")), [.. batch.AttentionMask.Select(x => x ? 1 : 0)]);
        report.Equal("dataset_names", stated.Texts("dataset_names"), [.. frames.Select(x => x.Trajectory.Dataset)]);
        report.Numbers<float>("proprio", Singles(stated.GetProperty("proprio")), [.. frames.SelectMany(x => x.Trajectory.ProprioAt(x.Step).ToArray())]);
        report.Numbers<float>("actions", Singles(stated.GetProperty("actions")), [.. frames.SelectMany(x => x.Trajectory.Chunk(x.Step, configuration.ChunkLength).ToArray())]);
        report.Numbers<float>("pixel_values", Singles(stated.GetProperty("pixel_values")), [.. frames.SelectMany(x => Enumerable.Range(0, configuration.Cameras.Count).SelectMany(view => Thinned(reader, x.Trajectory, x.Step, view)))]);
    }

    // [3, 4, 4] of one view, channels first.
    private static IEnumerable<float> Thinned(FrameReader reader, Trajectory trajectory, int step, int view)
    {
        var pixels = FrameReader.Decode(reader.Read(trajectory.File, trajectory.Pictures[view][step])).Pixels;
        for (var channel = 0; channel < 3; channel++)
            for (var y = 0; y < FrameReader.Size; y += stride)
                for (var x = 0; x < FrameReader.Size; x += stride)
                    yield return pixels.Span[(y * FrameReader.Size + x) * 3 + channel];
    }

    // The group names the index of its frames; that index's own group names the folder.
    private static RldsDataset OfExpected(VerifyGroup group)
    {
        var index = group.Json.Member("frames_from")?.Text("index") ?? throw new VerifyException($"group '{group.Name}' does not say where its frames come from.");
        var frames = group.Folder.Groups.FirstOrDefault(x => x.Json.Text("index") == index && x.Json.Member("data")?.Text("folder") is not null)
            ?? throw new VerifyException($"no group has the frames of '{index}'.");
        return StatisticsChecks.Dataset(frames);
    }

    private static double[] Flat(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().SelectMany(Flat)] : [value.GetDouble()];

    private static float[] Singles(JsonElement value) => [.. Flat(value).Select(x => (float)x)];

    private static IReadOnlyList<int> Integers(JsonElement value) => [.. Flat(value).Select(x => (int)x)];
}
