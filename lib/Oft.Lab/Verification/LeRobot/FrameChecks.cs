using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Oft.Data.LeRobot;
using Oft.Formats.Safetensors;
using Oft.Formats.Video;

namespace Oft.Lab.Verification.LeRobot;

/// <summary>The kinds of check about frames: their numbers, sentences, pictures, and videos as files.</summary>
internal static class FrameChecks
{
    private static readonly string[] numbers = ["index", "episode_index", "frame_index", "task_index"];
    private static readonly string[] others = ["timestamp_f32", "task", "rgb_sha256"];

    public static void Frames(VerifyGroup group, GroupReport report)
    {
        using var dataset = Open(group);
        var row = 0L;
        foreach (var one in group.Cases())
        {
            var place = row++;
            report.Case(one.Name, x => Frame(dataset, one, place, x));
        }
        if (group.Json.Member("tensors")?.Member("keys") is null) return;
        report.Case("columns", x =>
        {
            foreach (var (name, free) in new VerifyCase(group, default, []).Tensors("numeric column [N, ...]"))
            {
                var column = dataset.Column(free["key"]);
                var entry = group.TensorFile().Tensors[name];
                x.Equal($"shape of {free["key"]}", [column.Rows, .. Shape(dataset.Feature(free["key"]))], entry.Shape);
                x.Equal($"bits of {free["key"]}", Convert.ToHexString(SHA256.HashData(group.TensorFile().Bytes(name))), Convert.ToHexString(SHA256.HashData(Bits(column))));
            }
            var named = new VerifyCase(group, default, []).Tensors("numeric column [N, ...]").Select(y => y.Free["key"]).ToHashSet();
            x.Equal("columns", [.. dataset.Info.Features.Where(y => y.IsNumeric).Select(y => y.Key).Order(StringComparer.Ordinal)], [.. named.Order(StringComparer.Ordinal)]);
        });
    }

    public static void Video(VerifyCase one, CaseReport report)
    {
        var film = VideoFile.Open(one.File("file"));
        var hashes = film.Frames().Select(x => Convert.ToHexStringLower(SHA256.HashData(x))).ToList();
        report.Equal<string>("yuv420p_sha256", one.Value.Texts("yuv420p_sha256"), hashes);
        foreach (var name in one.Group.Json.Texts("compare"))
            switch (name)
            {
                case "width": report.Equal(name, one.Value.GetProperty(name).GetInt32(), film.Width); break;
                case "height": report.Equal(name, one.Value.GetProperty(name).GetInt32(), film.Height); break;
                case "frames": report.Equal(name, one.Value.GetProperty(name).GetInt32(), hashes.Count); break;
                case "time_base": report.Equal(name, one.Value.Text(name), $"{film.TimeBase.Numerator}/{film.TimeBase.Denominator}"); break;
                case "codec": report.Equal(name, one.Value.Text(name), film.Codec); break;
                case "pts": report.Equal(name, [.. one.Value.GetProperty(name).EnumerateArray().Select(x => x.GetInt64())], film.Times); break;
                case "key_frames": report.Equal(name, one.Value.Integers(name), film.KeyFrames); break;
                default: throw new VerifyException($"'{name}' of a video is not known here; known: width, height, frames, time_base, codec, pts, key_frames.");
            }
    }

    /// <summary>The data set a group is about.</summary>
    public static LeRobotDataset Open(VerifyGroup group) =>
        LeRobotDataset.Open(group.Folder[group.Json.Member("data")?.Text("folder") ?? throw new VerifyException($"group '{group.Name}' has no data 'folder'.")]);

    /// <summary>The shape of a feature in one item: nothing for a scalar.</summary>
    public static IReadOnlyList<long> Shape(LeRobotFeature feature) => feature.Rank == 0 ? [] : [.. feature.Shape.Select(x => (long)x)];

    /// <summary>A column's bytes as they stand in a safetensors file.</summary>
    public static ReadOnlySpan<byte> Bits(LeRobotColumn column) => column.Values switch
    {
        float[] values => MemoryMarshal.AsBytes<float>(values),
        long[] values => MemoryMarshal.AsBytes<long>(values),
        bool[] values => MemoryMarshal.AsBytes<bool>(values),
        _ => throw new VerifyException($"'{column.Key}' is text and stands in no array."),
    };

    private static void Frame(LeRobotDataset dataset, VerifyCase one, long row, CaseReport report)
    {
        var episode = dataset.EpisodeOf(row);
        var step = (int)(row - episode.From);
        foreach (var key in numbers) report.Equal(key, one.Value.GetProperty(key).GetInt64(), dataset.Column(key, episode).Integers()[step]);
        report.Numbers<float>("timestamp_f32", [one.Value.GetProperty("timestamp_f32").GetSingle()], [dataset.Column("timestamp", episode).Floats()[step]]);
        report.Equal("task", one.Value.Text("task"), dataset.Sentences(episode)[step]);
        foreach (var text in one.Value.EnumerateObject().Where(x => !numbers.Contains(x.Name) && !others.Contains(x.Name)))
            report.Equal(text.Name, text.Value.GetString(), dataset.Column(text.Name, episode).Texts()[step]);
        var hashes = one.Value.GetProperty("rgb_sha256");
        report.Equal("cameras", [.. dataset.Info.Cameras.Select(x => x.Key).Order(StringComparer.Ordinal)], [.. hashes.EnumerateObject().Select(x => x.Name).Order(StringComparer.Ordinal)]);
        foreach (var camera in hashes.EnumerateObject()) Picture(dataset, episode, step, camera, one, row, report);
    }

    private static void Picture(LeRobotDataset dataset, LeRobotEpisode episode, int step, JsonProperty camera, VerifyCase one, long row, CaseReport report)
    {
        var pixels = dataset.Picture(camera.Name, episode, step).Pixels.Span;
        var rule = report.Rule(dataset.Feature(camera.Name).IsVideo ? "rgb_sha256_of_videos" : "rgb_sha256_of_images");
        var array = $"rgb/{camera.Name}/{row}";
        var stored = one.Group.Json.Member("tensors") is not null && one.Group.TensorFile().Tensors.ContainsKey(array) ? one.Group.TensorFile() : null;
        var equal = Convert.ToHexStringLower(SHA256.HashData(pixels)) == camera.Value.GetString();
        if (rule.Otherwise is { } otherwise && !equal && stored is not null) report.Within(array, Largest(stored.Bytes(array), pixels), otherwise.Abs);
        else report.That($"rgb_sha256 of {camera.Name}", equal, "other pixels");
        if (rule.Otherwise is null && stored is not null) report.Within(array, Largest(stored.Bytes(array), pixels), 0);
    }

    private static double Largest(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> got)
    {
        if (expected.Length != got.Length) return double.PositiveInfinity;
        var largest = 0;
        for (var i = 0; i < got.Length; i++) largest = Math.Max(largest, Math.Abs(expected[i] - got[i]));
        return largest;
    }
}
