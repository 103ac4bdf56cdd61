using Oft.Data.Aloha;
using Oft.Data.LeRobot;
using Oft.Data.Rlds;
using Oft.Data.Sampling;
using Oft.Formats;
using Oft.Formats.Hdf5;
using Oft.Formats.Tfds;
using Oft.Imaging;
using Oft.Imaging.Files;
using Oft.Imaging.Resampling;

namespace Oft.Data.Doctor;

/// <summary>The episodes of a folder, whatever its format; what cannot be read is a finding and the rest goes on.</summary>
/// <param name="folder">A TFDS folder, a LeRobot data set, or a folder of ALOHA recordings.</param>
/// <param name="guard">Reads HDF5 files in another process first; null for files of one's own.</param>
public sealed class EpisodeSource(string folder, Hdf5Guard? guard = null) : IDisposable
{
    private readonly FrameReader reader = new();
    private LeRobotDataset? robot;

    /// <summary>rlds, lerobot or aloha-hdf5.</summary>
    public string Format { get; private set; } = "unknown";

    /// <summary>What could not be read so far.</summary>
    public List<Finding> Damage { get; } = [];

    /// <summary>Every episode that can be read, one after the other.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public IEnumerable<EpisodeData> Episodes()
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder} is no folder.");
        if (LeRobotDataset.Is(folder))
        {
            Format = "lerobot";
            return Robots();
        }
        var recordings = AlohaRecording.Find(folder).Concat(Directory.GetDirectories(folder).Where(x => Path.GetFileName(x) is "train" or "val").SelectMany(AlohaRecording.Find)).ToList();
        Format = recordings.Count > 0 ? "aloha-hdf5" : "rlds";
        return recordings.Count > 0 ? Recordings(recordings) : Records();
    }

    /// <summary>Closes what is open.</summary>
    public void Dispose()
    {
        robot?.Dispose();
        reader.Dispose();
    }

    // Closed with this source: pictures are decoded when a page asks for them.
    private IEnumerable<EpisodeData> Robots()
    {
        if (Try(folder, "fetch or write the data set again", () => robot = LeRobotDataset.Open(folder)) is null || robot is null) yield break;
        Damage.AddRange(LeRobotCheck.Look(robot));
        foreach (var episode in robot.Episodes.Where(x => x.Length > 0))
            if (Try($"episode {episode.Index}", "leave this episode out or convert it again", () => Robot(robot, episode)) is { } read)
                yield return read;
    }

    private static EpisodeData Robot(LeRobotDataset robot, LeRobotEpisode episode)
    {
        var cameras = robot.Info.Cameras.ToList();
        float[] Field(params string[] keys) => robot.Info.Features.FirstOrDefault(x => keys.Contains(x.Key)) is { } feature ? robot.Column(feature.Key, episode).Floats() : [];
        return new EpisodeData
        {
            Name = $"{episode.Index}",
            Steps = episode.Length,
            Action = Field("action", "actions"),
            Proprio = Field("observation.state", "state"),
            Sentences = robot.Sentences(episode),
            Cameras = [.. cameras.Select(x => x.Key)],
            FrameHashes = [.. cameras.Select(camera => Enumerable.Range(0, episode.Length).Select(t => EpisodeData.HashOf(robot.StoredPicture(camera, episode, t))).ToArray())],
            Look = (camera, step) => Rgb(robot.Picture(cameras[camera].Key, episode, step)),
        };
    }

    private static ByteImage Rgb(ByteImage picture) => picture.Channels == 3 ? Lanczos3.ResizeToBytes(picture, FrameReader.Size, FrameReader.Size)
        : throw new ImageFormatException(ImageFault.Unsupported, $"a stored picture has {picture.Channels} channels; expected 3.");

    private IEnumerable<EpisodeData> Records()
    {
        TfdsFolder? tfds = null;
        if (Try(folder, "fetch or write the data set again", () => tfds = TfdsFolder.Open(folder)) is null || tfds is null) yield break;
        var cameras = tfds.Features.Leaves.Where(x => x.Kind == TfdsFeatureKind.Image && x.Path.StartsWith("steps/observation/", StringComparison.Ordinal)).Select(x => x.Path).ToList();
        foreach (var split in tfds.Info.Splits)
            for (var shard = 0; shard < split.ShardLengths.Count; shard++)
            {
                using var records = tfds.ReadShard(split, shard).GetEnumerator();
                while (Try($"{split.Name}, shard {shard}", "fetch this shard again; its other episodes were not looked at", () => records.MoveNext()) is true)
                    if (Try($"{split.Name}/{records.Current.Index}", "leave this episode out or convert it again", () => Record(tfds, records.Current, cameras)) is { } episode)
                        yield return episode;
            }
    }

    private EpisodeData Record(TfdsFolder tfds, TfdsRecord record, List<string> cameras)
    {
        var fields = new EpisodeFields(record, tfds.Features);
        var places = cameras.Select(fields.Pictures).ToList();
        var file = record.File;
        return new EpisodeData
        {
            Name = $"{record.Split}/{record.Index}",
            Steps = fields.Steps,
            Action = fields.Floats("steps/action", (int)(tfds.Features["steps/action"]?.Width ?? 0)),
            Proprio = fields.Floats("steps/observation/state", (int)(tfds.Features["steps/observation/state"]?.Width ?? 0)),
            Sentences = fields.Texts("steps/language_instruction"),
            Cameras = [.. cameras.Select(x => x["steps/observation/".Length..])],
            FrameHashes = [.. cameras.Select(camera => Enumerable.Range(0, fields.Steps).Select(t => EpisodeData.HashOf(record.Example.Features[camera].Bytes(t).Span)).ToArray())],
            Look = (camera, step) => FrameReader.Decode(reader.Read(file, places[camera][step])),
        };
    }

    private IEnumerable<EpisodeData> Recordings(List<string> files)
    {
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(folder, file);
            foreach (var finding in AlohaCheck.Look(file, guard))
                Damage.Add(new Finding("recording", finding.Problem ? Severity.Problem : Severity.Note, $"{name} {finding.Where}", finding.Message, finding.Problem ? "record this episode again or leave it out" : "nothing needs to be done"));
            if (Try(name, "record this episode again or leave it out", () => AlohaRecording.Open(file)) is not { } recording) continue;
            using (recording)
                if (recording.Steps > 0 && Try(name, "record this episode again or leave it out", () => Recording(name, file, recording)) is { } episode)
                    yield return episode;
        }
    }

    private static EpisodeData Recording(string name, string file, AlohaRecording recording) => new()
    {
        Name = name,
        Steps = recording.Steps,
        Action = recording.Action,
        Proprio = recording.Qpos,
        Sentences = [.. Enumerable.Repeat(AlohaRecording.Sentence(file), recording.Steps)],
        Cameras = [.. recording.Cameras.Select(x => x.Name)],
        FrameHashes = [.. recording.Cameras.Select(camera => Enumerable.Range(0, recording.Steps).Select(t => EpisodeData.HashOf(recording.Stored(camera, t))).ToArray())],
        Look = (camera, step) => recording.Frame(recording.Cameras[camera], step),
    };

    private T? Try<T>(string where, string advice, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is DamagedFileException or FileNotFoundException)
        {
            Damage.Add(new Finding("damaged", Severity.Problem, where, e.Message, advice));
            return default;
        }
    }
}
