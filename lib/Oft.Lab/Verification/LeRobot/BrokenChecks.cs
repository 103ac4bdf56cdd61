using System.Security.Cryptography;
using System.Text.Json;
using Oft.Data.Doctor;
using Oft.Data.LeRobot;
using Oft.Formats;

namespace Oft.Lab.Verification.LeRobot;

/// <summary>Damaged data sets, each a base folder with a few files laid over it.</summary>
internal static class BrokenChecks
{
    public static void Dataset(VerifyCase one, CaseReport report)
    {
        var folder = Directory.CreateTempSubdirectory("oft-verify-").FullName;
        try
        {
            Copy(Base(one), folder);
            if (one.Value.Text("base") is not null && one.Files("overlay_folder") is [var overlay] && Directory.Exists(overlay)) Copy(overlay, folder);
            foreach (var gone in one.Value.Texts("delete")) File.Delete(Path.Combine(folder, gone));
            foreach (var replaced in one.Value.Texts("replace"))
                if (!File.Exists(Path.Combine(folder, replaced))) throw new VerifyException($"the overlay should bring {replaced}, which is not there.");
            Judge(one, folder, report);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Judge(VerifyCase one, string folder, CaseReport report)
    {
        var objections = LeRobotCheck.Look(folder).Where(x => x.Severity == Severity.Problem).ToList();
        var words = objections.Count == 0 ? null : string.Join(" ", objections.Select(x => $"{x.Where}: {x.Message}"));
        var expected = ParquetChecks.Verdict(one, report, words, words);
        if (expected == "report") report.That("names file, episode or field", objections.Any(Names), words ?? "nothing");
        if (expected == "accept" && objections.Count == 0) Items(one, folder, report);
    }

    private static bool Names(Finding finding) => finding.Where.Contains("episode", StringComparison.Ordinal) || finding.Where.Contains('/') || finding.Message.Contains('/') || finding.Message.Contains('\'');

    private static void Items(VerifyCase one, string folder, CaseReport report)
    {
        using var dataset = LeRobotDataset.Open(folder);
        if (one.Value.Member("len") is { } length) report.Equal("len", length.GetInt64(), dataset.Frames);
        foreach (var item in one.Value.Member("items") is { } items ? items.EnumerateArray() : default)
        {
            var row = item.GetProperty("i").GetInt64();
            var episode = dataset.EpisodeOf(row);
            var step = (int)(row - episode.From);
            foreach (var key in (string[])["index", "episode_index", "frame_index"]) report.Equal($"{key} of {row}", item.GetProperty(key).GetInt64(), dataset.Column(key, episode).Integers()[step]);
            report.Equal($"task of {row}", item.Text("task"), dataset.Sentences(episode)[step]);
            // The first half of the hash of the first camera.
            var hash = item.Text("rgb_sha256")!;
            var camera = dataset.Info.Cameras.First().Key;
            report.Equal($"rgb_sha256 of {row}", hash, Convert.ToHexStringLower(SHA256.HashData(dataset.Picture(camera, episode, step).Pixels.Span))[..hash.Length]);
        }
    }

    // A case without base is the base itself: the one its siblings name.
    private static string Base(VerifyCase one)
    {
        if (one.Value.Text("base") is not null) return one.File("base_folder");
        var bases = one.Group.Cases().Where(x => x.Value.Text("base") is not null).Select(x => x.File("base_folder")).Distinct().ToList();
        return bases is [var only] ? only : throw new VerifyException($"case '{one.Name}' names no base, and the others name {bases.Count}.");
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            using var source = File.OpenRead(file);
            using var target = File.Create(place);
            source.CopyTo(target);
        }
    }
}
