using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Oft.Data.LeRobot;

namespace Oft.Lab.Verification.LeRobot;

/// <summary>The kinds of check about episodes: what the metadata say, windows around a frame, one episode alone.</summary>
internal static class EpisodeChecks
{
    public static void Episode(VerifyCase one, CaseReport report)
    {
        using var dataset = FrameChecks.Open(one.Group);
        var number = one.Value.GetProperty("episode_index").GetInt32();
        var episode = dataset.Episodes.First(x => x.Index == number);
        foreach (var member in one.Value.EnumerateObject())
            switch (member.Name)
            {
                case "episode_index": report.Equal(member.Name, number, episode.Index); break;
                case "tasks": report.Equal(member.Name, one.Value.Texts("tasks"), episode.Tasks); break;
                case "length": report.Equal(member.Name, member.Value.GetInt32(), episode.Length); break;
                case "dataset_from_index": report.Equal(member.Name, member.Value.GetInt64(), episode.From); break;
                case "dataset_to_index": report.Equal(member.Name, member.Value.GetInt64(), episode.To); break;
                case "data_path": report.Equal(member.Name, member.Value.GetString(), episode.DataPath); break;
                case "video_paths": Same(report, member.Name, member.Value, episode.Videos.ToDictionary(x => x.Key, x => x.Value.Path)); break;
                default: report.Equal(member.Name, member.Value.GetDouble(), episode.Numbers.TryGetValue(member.Name, out var value) ? value : double.NaN); break;
            }
        var document = one.Group.Folder.Document(one.Group.Json.Text("index")!);
        foreach (var name in one.Group.Json.Texts("compare")) Whole(report, dataset, name, document.GetProperty(name));
    }

    public static void Window(VerifyCase one, CaseReport report)
    {
        using var dataset = FrameChecks.Open(one.Group);
        var query = one.Group.Folder.Document(one.Group.Json.Text("index")!).GetProperty("delta_timestamps").GetProperty("query");
        var row = one.Value.GetProperty("index").GetInt64();
        var asked = query.EnumerateObject().SelectMany(x => new[] { x.Name, x.Name + "_is_pad" }).Append("index").ToList();
        if (one.Value.EnumerateObject().Select(x => x.Name).FirstOrDefault(x => !asked.Contains(x)) is { } unknown) throw new VerifyException($"the case has a member '{unknown}' that its query does not ask for.");
        foreach (var field in query.EnumerateObject())
        {
            var window = dataset.Window(row, [.. field.Value.EnumerateArray().Select(x => x.GetDouble())]);
            var episode = dataset.EpisodeOf(row);
            var column = dataset.Column(field.Name, episode);
            report.Equal($"{field.Name}_is_pad", [.. one.Value.GetProperty(field.Name + "_is_pad").EnumerateArray().Select(x => x.GetBoolean())], window.Padded);
            var got = window.Rows.SelectMany(x => column.Slice((int)(x - episode.From), 1).Floats()).ToArray();
            report.Numbers<float>(field.Name, [.. Flat(one.Value.GetProperty(field.Name)).Select(x => x.GetSingle())], got);
        }
    }

    public static void Subset(VerifyCase one, CaseReport report)
    {
        using var dataset = FrameChecks.Open(one.Group);
        // Which episodes stands in the name: episodes_subset_[1].
        var path = one.Group.Json.Text("cases_at") ?? "";
        var numbers = path[(path.LastIndexOf('[') + 1)..].TrimEnd(']').Split(',').Select(x => int.Parse(x, CultureInfo.InvariantCulture)).ToList();
        var episodes = numbers.Select(x => dataset.Episodes.First(y => y.Index == x)).ToList();
        foreach (var member in one.Value.EnumerateObject())
            switch (member.Name)
            {
                case "len": report.Equal(member.Name, member.Value.GetInt64(), episodes.Sum(x => (long)x.Length)); break;
                case "first_index": report.Equal(member.Name, member.Value.GetInt64(), dataset.Column("index", episodes[0]).Integers()[0]); break;
                case "first_frame_index": report.Equal(member.Name, member.Value.GetInt64(), dataset.Column("frame_index", episodes[0]).Integers()[0]); break;
                case "rgb_sha256":
                    foreach (var camera in member.Value.EnumerateObject()) report.Sha256(camera.Name, camera.Value.GetString()!, dataset.Picture(camera.Name, episodes[0], 0).Pixels.Span);
                    break;
                default: throw new VerifyException($"'{member.Name}' of a subset is not known here.");
            }
    }

    private static void Whole(CaseReport report, LeRobotDataset dataset, string name, JsonElement expected)
    {
        switch (name)
        {
            case "fps": report.Equal(name, expected.GetDouble(), dataset.Info.FramesPerSecond); break;
            case "len": report.Equal(name, expected.GetInt64(), dataset.Frames); break;
            case "camera_keys": report.Equal(name, Texts(expected), [.. dataset.Info.Cameras.Select(x => x.Key)]); break;
            case "video_keys": report.Equal(name, Texts(expected), [.. dataset.Info.Cameras.Where(x => x.IsVideo).Select(x => x.Key)]); break;
            case "image_keys": report.Equal(name, Texts(expected), [.. dataset.Info.Cameras.Where(x => x.IsImage).Select(x => x.Key)]); break;
            case "tasks": Same(report, name, expected, dataset.Tasks.ToDictionary(x => x.Key.ToString(CultureInfo.InvariantCulture), x => x.Value)); break;
            case "item_shapes":
                Same(report, name, expected, dataset.Info.Features.Where(x => !x.IsText).ToDictionary(x => x.Key, x => Item(dataset, x)));
                break;
            default: throw new VerifyException($"'{name}' of a data set is not known here; known: fps, len, camera_keys, video_keys, image_keys, tasks, item_shapes.");
        }
    }

    // The package hands pictures out as float32 [3, H, W]; the size is the decoded picture's.
    private static string Item(LeRobotDataset dataset, LeRobotFeature feature)
    {
        if (feature.IsPicture)
        {
            var picture = dataset.Picture(feature.Key, dataset.Episodes[0], 0);
            return $"torch.float32 [3,{picture.Height},{picture.Width}]";
        }
        var kind = dataset.Column(feature.Key, dataset.Episodes[0]).Values switch { float[] => "float32", long[] => "int64", bool[] => "bool", _ => "other" };
        return $"torch.{kind} [{string.Join(",", FrameChecks.Shape(feature))}]";
    }

    private static void Same(CaseReport report, string name, JsonElement expected, Dictionary<string, string> got) =>
        report.Equal(name, [.. expected.EnumerateObject().Select(x => $"{x.Name}: {Text(x.Value)}").Order(StringComparer.Ordinal)], [.. got.Select(x => $"{x.Key}: {x.Value}").Order(StringComparer.Ordinal)]);

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()!
        : $"{value[0].GetString()} [{string.Join(",", value[1].EnumerateArray().Select(x => x.GetInt64()))}]";

    private static IReadOnlyList<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(x => x.GetString()!)];

    private static IEnumerable<JsonElement> Flat(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value];
}
