using System.Runtime.InteropServices;
using System.Text.Json;
using Oft.Data.Rlds;
using Oft.Data.Sampling;
using Oft.Formats.Safetensors;
using Oft.Formats.Tfds;

namespace Oft.Lab.Verification.Rlds;

/// <summary>The kinds of check about stored, normalised and chunked episodes.</summary>
internal static class TrajectoryChecks
{
    public static void Episode(VerifyCase one, CaseReport report)
    {
        var dataset = StatisticsChecks.Dataset(one.Group);
        var (split, index) = (one.Stars[0], int.Parse(one.Stars[1]));
        var stated = one.Group.Folder.Document(one.Group.Json.Text("index")!).GetProperty("splits").GetProperty(split);
        report.Equal("shard_lengths", [.. stated.GetProperty("shard_lengths").EnumerateArray().Select(x => x.GetInt64())], dataset.Info.Splits.First(x => x.Name == split).ShardLengths);
        var record = dataset.Records(split).ElementAt(index);
        var fields = new EpisodeFields(record, dataset.Features);
        report.Equal("steps", one.Value.GetProperty("steps").GetInt32(), fields.Steps);
        report.Equal("file_path", one.Value.Text("file_path"), fields.Metadata("episode_metadata/file_path"));
        report.Equal("languages", one.Value.Texts("languages"), fields.Texts("steps/language_instruction"));
        foreach (var camera in one.Value.GetProperty("jpeg_sha256").EnumerateObject())
        {
            var stored = record.Example.Features["steps/observation/" + camera.Name];
            var step = 0;
            foreach (var hash in camera.Value.EnumerateArray()) report.Sha256($"{camera.Name} of step {step}", hash.GetString()!, stored.Bytes(step++).Span);
        }
        foreach (var (name, free) in one.Tensors("as stored"))
        {
            var field = free["field"];
            var path = dataset.Features["steps/" + field] is null ? "steps/observation/" + field : "steps/" + field;
            var file = one.Group.TensorFile(one);
            if (record.Example.Features[path] is { Kind: FeatureKind.Int64 } flags)
                report.Numbers<byte>(name, file.Bytes(name), [.. flags.Integers.Select(x => (byte)x)]);
            else
                report.Numbers<float>(name, Floats(file, name), record.Example.Features[path].Floats);
        }
    }

    public static void Normalized(VerifyCase one, CaseReport report)
    {
        var trajectory = StatisticsChecks.Dataset(one.Group).Normalized(one.Stars[0]).ElementAt(int.Parse(one.Stars[1]));
        foreach (var (name, free) in one.Tensors("float32 [T,d]"))
            report.Numbers<float>(name, Floats(one.Group.TensorFile(one), name), free.Values.First() == "action" ? trajectory.Action : trajectory.Proprio);
    }

    public static void Filter(VerifyCase one, CaseReport report)
    {
        var dataset = StatisticsChecks.Dataset(one.Group);
        var options = one.Group.Json.GetProperty("options").GetProperty(one.Stars[1]);
        var filter = new TrajectoryFilter
        {
            SkipUnlabelled = !(options.Member("skip_unlabeled") is { ValueKind: JsonValueKind.False }),
            MaxAction = options.Member("max_action")?.GetDouble(),
            MaxProprio = options.Member("max_proprio")?.GetDouble(),
        };
        var chunk = options.Member("chunk")?.GetInt32() ?? dataset.Configuration.ChunkLength;
        var kept = dataset.Normalized(one.Stars[0]).Where(filter.Keeps).ToList();
        var usable = kept.Where(x => x.Steps >= chunk - 1).ToList();
        if (one.Value.Member("error_type") is not null)
        {
            report.That("short episodes", usable.Count < kept.Count, "the reference ended at an episode shorter than a chunk; none was found here");
            return;
        }
        report.Equal("samples", [.. one.Value.EnumerateArray().Select(x => x.GetProperty("samples").GetInt32())], [.. usable.Select(x => x.Samples(chunk))]);
        report.Equal("first_language", [.. one.Value.EnumerateArray().Select(x => x.Text("first_language"))], [.. usable.Select(x => x.Samples(chunk) > 0 ? x.Sentences[0] : null)]);
    }

    public static void Samples(VerifyGroup group, GroupReport report)
    {
        var dataset = StatisticsChecks.Dataset(group);
        if (group.Json.Text("index") is null)
        {
            BeforeTheError(group, dataset, report);
            return;
        }
        foreach (var one in group.Cases())
            report.Case(one.Name, x =>
            {
                var split = one.Stars[0];
                var trajectory = Usable(dataset, split).ElementAt(int.Parse(one.Stars[1]));
                var samples = trajectory.Samples(dataset.Configuration.ChunkLength);
                x.Equal("samples", one.Value.GetProperty("samples").GetInt32(), samples);
                x.Equal("languages", one.Value.Texts("languages"), [.. trajectory.Sentences.Take(samples)]);
                x.Equal("dataset_name", one.Value.Texts("dataset_name"), samples > 0 ? [trajectory.Dataset] : []);
                x.Equal("language_pad_mask", [.. one.Value.GetProperty("language_pad_mask").EnumerateArray().Select(y => y.GetBoolean())], [.. trajectory.Sentences.Take(samples).Select(y => y.Length > 0)]);
                x.Equal("pad_mask_shape", one.Value.Integers("pad_mask_shape"), [samples, 1]);
                if (one.Value.Member("absolute_action_mask") is { } mask) x.Equal("absolute_action_mask", [.. mask.EnumerateArray().Select(y => y.GetBoolean())], dataset.Configuration.AbsoluteActionMask);
                Arrays(x, group.TensorFile(), $"{split}/sample_trajectory_{one.Stars[1]}", trajectory, dataset.Configuration, needed: samples > 0);
            });
    }

    public static void Frames(VerifyGroup group, GroupReport report)
    {
        var dataset = StatisticsChecks.Dataset(group);
        var chunk = dataset.Configuration.ChunkLength;
        using var reader = new FrameReader();
        foreach (var split in group.Cases().GroupBy(one => one.Stars[0]))
        {
            using var own = Usable(dataset, split.Key).SelectMany(x => Enumerable.Range(0, x.Samples(chunk)).Select(step => (Trajectory: x, Step: step))).GetEnumerator();
            foreach (var one in split)
                report.Case(one.Name, x =>
                {
                    if (!own.MoveNext())
                    {
                        x.Fail("frame", "there are fewer frames than recorded");
                        return;
                    }
                    var (trajectory, step) = own.Current;
                    x.Equal("timestep", one.Value.GetProperty("timestep").GetInt32(), step);
                    x.Equal("language", one.Value.Text("language"), trajectory.Sentences[step]);
                    x.Sha256("action", one.Value.Text("action_sha256")!, MemoryMarshal.AsBytes(trajectory.Chunk(step, chunk)));
                    x.Sha256("proprio", one.Value.Text("proprio_sha256")!, MemoryMarshal.AsBytes(trajectory.ProprioAt(step)));
                    for (var view = 0; view < dataset.Configuration.Cameras.Count; view++)
                    {
                        var name = "image_" + dataset.Configuration.Cameras[view].View;
                        var pixels = FrameReader.Decode(reader.Read(trajectory.File, trajectory.Pictures[view][step])).Pixels.Span;
                        x.Sha256(name, one.Value.GetProperty("image_sha256").Text(name)!, pixels);
                        if (group.Json.Member("tensors") is not null && group.TensorFile().Tensors.ContainsKey($"{split.Key}/frame_{one.Stars[1]}/{name}"))
                            x.Numbers<byte>(name, group.TensorFile().Bytes($"{split.Key}/frame_{one.Stars[1]}/{name}"), pixels);
                    }
                });
        }
    }

    // The reference's own samples up to the short episode that ended it.
    private static void BeforeTheError(VerifyGroup group, RldsDataset dataset, GroupReport report)
    {
        var file = group.TensorFile();
        foreach (var split in dataset.Info.Splits)
        {
            var usable = Usable(dataset, split.Name).ToList();
            for (var i = 0; file.Tensors.ContainsKey($"{split.Name}/sample_trajectory_{i}/action"); i++)
                report.Case($"{split.Name}/{i}", x => Arrays(x, file, $"{split.Name}/sample_trajectory_{i}", usable[i], dataset.Configuration, needed: true));
        }
    }

    private static void Arrays(CaseReport report, SafetensorsFile file, string prefix, Trajectory trajectory, RldsConfiguration configuration, bool needed)
    {
        if (!file.Tensors.ContainsKey(prefix + "/action"))
        {
            report.That("arrays", !needed, $"{prefix}/action is not in {file.Path}");
            return;
        }
        var samples = trajectory.Samples(configuration.ChunkLength);
        var starts = Enumerable.Range(0, samples);
        report.Equal("shape of action", file.Tensors[prefix + "/action"].Shape, [samples, configuration.ChunkLength, configuration.ActionWidth]);
        report.Numbers<float>("action", Floats(file, prefix + "/action"), [.. starts.SelectMany(x => trajectory.Chunk(x, configuration.ChunkLength).ToArray())]);
        report.Numbers<float>("proprio", Floats(file, prefix + "/proprio"), [.. starts.SelectMany(x => trajectory.ProprioAt(x).ToArray())]);
        report.Numbers<int>("timestep", MemoryMarshal.Cast<byte, int>(file.Bytes(prefix + "/timestep")), [.. starts]);
    }

    /// <summary>The trajectories the reference would chunk: normalised, labelled, no shorter than K − 1.</summary>
    public static IEnumerable<Trajectory> Usable(RldsDataset dataset, string split) =>
        dataset.Normalized(split).Where(new TrajectoryFilter().Keeps).Where(x => x.Steps >= dataset.Configuration.ChunkLength - 1);

    private static ReadOnlySpan<float> Floats(SafetensorsFile file, string name) => MemoryMarshal.Cast<byte, float>(file.Bytes(name));
}
