using Oft.Formats.Hdf5;
using Oft.Imaging.Files;

namespace Oft.Data.Doctor;

/// <summary>Looks through a folder of episodes and says what will hurt in training, and what to do about it.</summary>
public static class DatasetDoctor
{
    /// <summary>Examines a TFDS folder, a LeRobot data set, or a folder of ALOHA recordings.</summary>
    /// <param name="folder">Nothing in it is changed.</param>
    /// <param name="chunkLength">K, to find episodes without any chunk; by default 8 for seven actions and 25 for fourteen.</param>
    /// <param name="guard">Reads HDF5 files in another process first; null for files of one's own.</param>
    /// <param name="say">Takes a line of progress.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static DoctorReport Examine(string folder, int? chunkLength = null, Hdf5Guard? guard = null, Action<string>? say = null)
    {
        using var source = new EpisodeSource(folder, guard);
        var findings = new List<Finding>();
        var episodes = new List<EpisodeData>();
        foreach (var episode in source.Episodes())
        {
            say?.Invoke(episode.Name);
            findings.AddRange(NumberChecks.Broken(episode));
            findings.AddRange(NumberChecks.Frozen(episode));
            findings.AddRange(Pictures(episode));
            episodes.Add(source.Format == "rlds" ? episode : Seen(episode));
        }
        findings.AddRange(source.Damage);
        var alike = episodes.Where(x => x.ActionWidth == episodes[0].ActionWidth && x.ProprioWidth == episodes[0].ProprioWidth).ToList();
        if (alike.Count < episodes.Count)
            findings.Add(new Finding("widths", Severity.Problem, episodes.Except(alike).First().Name, $"{episodes.Count - alike.Count} episodes have other numbers of actions or proprioception than the first.", "keep robots apart: one data set, one robot."));
        if (alike.Count == 0)
            findings.Add(new Finding("empty", Severity.Problem, folder, "no episode could be read.", "give the folder of a data set: one with dataset_info.json, with meta/info.json, or with episode_*.hdf5."));
        else
            findings.AddRange([.. Together(alike, chunkLength ?? (alike[0].ActionWidth == 14 ? 25 : 8))]);
        return new DoctorReport(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), source.Format, episodes.Count, episodes.Sum(x => (long)x.Steps),
            Classes([.. episodes.Select(x => x.Steps)]), [.. findings.OrderByDescending(x => x.Severity)], [.. episodes.Select(Fingerprint.Of)]);
    }

    private static IEnumerable<Finding> Together(IReadOnlyList<EpisodeData> episodes, int chunkLength) =>
    [
        .. NumberChecks.Lengths(episodes, chunkLength), .. NumberChecks.Constant(episodes), .. NumberChecks.Saturated(episodes), .. NumberChecks.Outliers(episodes),
        .. TimingChecks.Actions(episodes), .. TimingChecks.Gripper(episodes), .. TimingChecks.Repeated(episodes), .. TimingChecks.Pictures(episodes),
    ];

    private static IEnumerable<Finding> Pictures(EpisodeData episode)
    {
        for (var camera = 0; camera < episode.Cameras.Count; camera++)
        {
            Finding? finding = null;
            try
            {
                // The first, the middle and the last: a torn upload shows at its end.
                foreach (var step in (int[])[0, episode.Steps / 2, episode.Steps - 1]) _ = episode.Look(camera, step).Width;
            }
            catch (Exception e) when (e is ImageFormatException or Formats.DamagedFileException)
            {
                finding = new Finding("picture", Severity.Problem, $"{episode.Name}, {episode.Cameras[camera]}", $"a picture cannot be decoded: {e.Message}", "convert this episode again, or leave it out.");
            }
            if (finding is not null) yield return finding;
        }
    }

    // A recording is closed when the next one is read; its pictures are looked at while it is open.
    private static EpisodeData Seen(EpisodeData episode)
    {
        var seen = new Dictionary<(int, int), Imaging.ByteImage>();
        var steps = Math.Min(episode.Steps, 60);
        for (var camera = 0; camera < episode.Cameras.Count; camera++)
            for (var step = 0; step < steps; step++)
                try
                {
                    seen[(camera, step)] = Imaging.Resampling.PillowResize.Apply(episode.Look(camera, step), 32, 32);
                }
                catch (Exception e) when (e is ImageFormatException or Formats.DamagedFileException)
                {
                }
        return new EpisodeData
        {
            Name = episode.Name, Steps = episode.Steps, Action = episode.Action, Proprio = episode.Proprio, Sentences = episode.Sentences, Cameras = episode.Cameras, FrameHashes = episode.FrameHashes,
            Look = (camera, step) => seen.TryGetValue((camera, step), out var image) ? image : throw new ImageFormatException(ImageFault.BadData, "not looked at."),
        };
    }

    private static IReadOnlyList<LengthClass> Classes(IReadOnlyList<int> lengths)
    {
        if (lengths.Count == 0) return [];
        var (from, to) = (lengths.Min(), lengths.Max());
        var width = Math.Max(1, (to - from + 10) / 10);
        return [.. Enumerable.Range(0, 10).Select(i => from + i * width).Where(start => start <= to).Select(start => new LengthClass(start, start + width - 1, lengths.Count(x => x >= start && x < start + width)))];
    }
}
