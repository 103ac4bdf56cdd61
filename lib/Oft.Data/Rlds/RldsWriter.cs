using System.Text.Json;
using System.Text.Json.Nodes;
using Oft.Contracts;
using Oft.Formats.TfRecord;
using Oft.Formats.Tfds;
using Oft.Imaging.Files;

namespace Oft.Data.Rlds;

/// <summary>Writes finished episodes as a TFDS folder that TFDS, the reference's training and <see cref="RldsDataset"/> open.</summary>
/// <remarks>
/// Pictures are compressed once, as <c>tf.io.encode_jpeg</c> compresses them; numbers become float32. An episode is safe when <see cref="Write"/> returns:
/// its record is on the disk and the two JSON files count it. A folder that is there already is continued.
/// </remarks>
public sealed class RldsWriter : IEpisodeSink
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };
    private readonly string folder;
    private readonly RldsConfiguration configuration;
    private readonly string split;
    private readonly int perShard;
    private readonly List<(string Split, List<long> Shards, long Bytes)> splits = [];
    private (int Height, int Width)[]? sizes;

    /// <summary>Begins or continues a data set.</summary>
    /// <param name="root">The folder that holds data sets; this one becomes <c>root/name/1.0.0</c>, in lower case.</param>
    /// <param name="configuration">Name, cameras and widths.</param>
    /// <param name="split">Where the episodes go.</param>
    /// <param name="episodesPerShard">A new file begins after so many.</param>
    /// <exception cref="ArgumentException">The name is not one TFDS accepts.</exception>
    public RldsWriter(string root, RldsConfiguration configuration, string split = "train", int episodesPerShard = 16)
    {
        if (!configuration.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') || configuration.Name.Length == 0 || !char.IsAsciiLetter(configuration.Name[0]))
            throw new ArgumentException($"TFDS takes letters, digits and underscores for a name, got '{configuration.Name}'.", nameof(configuration));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(episodesPerShard);
        (this.configuration, this.split, perShard) = (configuration, split, episodesPerShard);
        folder = Path.Combine(root, configuration.FolderName, "1.0.0");
        Directory.CreateDirectory(folder);
        if (File.Exists(Path.Combine(folder, "dataset_info.json")))
        {
            var known = TfdsFolder.Open(folder);
            splits.AddRange(known.Info.Splits.Select(x => (x.Name, x.ShardLengths.ToList(), x.NumBytes)));
            sizes = [.. configuration.Cameras.Select(camera => known.Features["steps/observation/" + camera.Field]?.Shape is [{ } height, { } width, _] ? ((int)height, (int)width) : default)];
        }
        if (splits.All(x => x.Split != split)) splits.Add((split, [], 0));
    }

    /// <summary>The version folder.</summary>
    public string Folder => folder;

    /// <summary>Episodes in the split.</summary>
    public long Count => splits.First(x => x.Split == split).Shards.Sum();

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A step has other views or widths than the configuration says.</exception>
    public void Write(Episode episode)
    {
        var record = Record(episode, out var pictures);
        sizes ??= pictures;
        if (!sizes.SequenceEqual(pictures)) throw new ArgumentException("the pictures differ in size from those written before.", nameof(episode));
        var at = splits.FindIndex(x => x.Split == split);
        var (_, shards, bytes) = splits[at];
        if (shards.Count == 0 || shards[^1] >= perShard) Renumber(shards);
        var file = ShardPath(shards.Count - 1, shards.Count);
        using (var writer = TfRecordWriter.Create(file + ".part"))
        {
            Copy(file, shards[^1], writer);
            writer.Write(record);
            writer.Flush();
        }
        shards[^1]++;
        splits[at] = (split, shards, bytes + record.Length);
        File.Move(file + ".part", file, overwrite: true);
        Describe();
    }

    /// <summary>Nothing is held between episodes.</summary>
    public void Dispose()
    {
    }

    // Only the records that dataset_info.json counts: what a killed run left behind them is dropped.
    private static void Copy(string file, long records, TfRecordWriter writer)
    {
        if (records == 0) return;
        using var reader = TfRecordReader.Open(file);
        for (var i = 0; i < records && reader.Read(out var data); i++) writer.Write(data.Span);
    }

    // Shards carry their number of shards in their names, so a new one renames those before it.
    private void Renumber(List<long> shards)
    {
        for (var i = 0; i < shards.Count; i++) File.Move(ShardPath(i, shards.Count), ShardPath(i, shards.Count + 1));
        shards.Add(0);
    }

    private string ShardPath(int shard, int count) => Path.Combine(folder, $"{configuration.FolderName}-{split}.tfrecord-{shard:00000}-of-{count:00000}");

    private byte[] Record(Episode episode, out (int Height, int Width)[] pictures)
    {
        var count = episode.Steps.Count;
        if (count == 0) throw new ArgumentException("the episode has no steps.", nameof(episode));
        var cameras = configuration.Cameras;
        var writer = new TfExampleWriter();
        pictures = new (int, int)[cameras.Count];
        for (var view = 0; view < cameras.Count; view++)
        {
            var images = new ReadOnlyMemory<byte>[count];
            for (var t = 0; t < count; t++)
            {
                var views = episode.Steps[t].Observation.Views;
                if (views.Count != cameras.Count) throw new ArgumentException($"step {t} has {views.Count} views; expected {cameras.Count}: {string.Join(", ", cameras.Select(camera => camera.View))}.", nameof(episode));
                var image = views[view];
                if (t > 0 && (image.Height, image.Width) != pictures[view]) throw new ArgumentException($"'{cameras[view].View}' changes its size at step {t}.", nameof(episode));
                pictures[view] = (image.Height, image.Width);
                images[t] = Jpeg.Encode(image.Rgb.Span, image.Width, image.Height);
            }
            writer.Bytes("steps/observation/" + cameras[view].Field, images);
        }
        writer.Floats("steps/observation/state", Rows(episode, step => step.Observation.Proprio, configuration.ProprioWidth, "proprioception"));
        writer.Floats("steps/action", Rows(episode, step => step.Action, configuration.ActionWidth, "action"));
        writer.Texts("steps/language_instruction", episode.Steps.Select(step => step.Observation.Sentence));
        var last = new long[count];
        last[^1] = 1;
        writer.Integers("steps/is_first", [1, .. new long[count - 1]]);
        writer.Integers("steps/is_last", last);
        writer.Integers("steps/is_terminal", last);
        writer.Floats("steps/discount", Enumerable.Repeat(1f, count).ToArray());
        writer.Floats("steps/reward", last.Select(x => episode.Outcome == EpisodeOutcome.Success ? (float)x : 0f).ToArray());
        writer.Texts("episode_metadata/file_path", [$"{episode.Task}/seed_{episode.Seed}"]);
        return writer.ToArray();
    }

    private static float[] Rows(Episode episode, Func<EpisodeStep, ReadOnlyMemory<double>> part, int width, string name)
    {
        var rows = new float[episode.Steps.Count * width];
        for (var t = 0; t < episode.Steps.Count; t++)
        {
            var row = part(episode.Steps[t]).Span;
            if (row.Length != width) throw new ArgumentException($"the {name} of step {t} has {row.Length} numbers; expected {width}.", nameof(episode));
            for (var d = 0; d < width; d++) rows[t * width + d] = (float)row[d];
        }
        return rows;
    }

    private void Describe()
    {
        Replace("features.json", RldsFeatures.Describe(configuration, sizes!));
        Replace("dataset_info.json", new JsonObject
        {
            ["description"] = "Demonstrations written by OftNotebooks.",
            ["fileFormat"] = "tfrecord",
            ["moduleName"] = "oft_notebooks",
            ["name"] = configuration.FolderName,
            ["releaseNotes"] = new JsonObject { ["1.0.0"] = "Initial release." },
            ["splits"] = new JsonArray([.. splits.Where(x => x.Shards.Count > 0).Select(x => (JsonNode)new JsonObject
            {
                ["filepathTemplate"] = TfdsSplit.DefaultTemplate,
                ["name"] = x.Split,
                ["numBytes"] = $"{x.Bytes}",
                ["shardLengths"] = new JsonArray([.. x.Shards.Select(length => (JsonNode)$"{length}")]),
            })]),
            ["version"] = "1.0.0",
        });
    }

    private void Replace(string name, JsonObject content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path + ".part", content.ToJsonString(indented));
        File.Move(path + ".part", path, overwrite: true);
    }
}
