using System.Runtime.InteropServices;
using Oft.Contracts;
using Oft.Data.Sampling;
using Oft.Formats;
using Oft.Formats.Safetensors;

namespace Oft.Lab.Campaign;

/// <summary>Samples in one file: drawn once, mapped into memory as often as they are learned from.</summary>
/// <remarks>
/// <code>
/// frames [N, V, H, W, 3] bytes    proprio [N, S]    targets [N, K, A]    offsets [N, 6]    float64
/// sentence [N] its place among the sentences, int64    lengths [E] samples per episode, int64
/// metadata: sentences (one a line), views, identity, counted
/// </code>
/// </remarks>
public sealed class SampleFile : ISampleSet, IDisposable
{
    private readonly SafetensorsFile file;
    private readonly int[] starts;
    private readonly string[] views;
    private readonly string[] sentences;
    private readonly long[] frames, targets;
    private readonly int proprio, offsets, length;

    private SampleFile(SafetensorsFile file, int? chunkLength)
    {
        this.file = file;
        (frames, targets) = (Shape("frames", 5), Shape("targets", 3));
        (proprio, offsets) = ((int)Shape("proprio", 2)[1], (int)Shape("offsets", 2)[1]);
        views = Text("views").Split(',');
        sentences = Text("sentences").Split('\n');
        Shape("lengths", 1);
        if (Shape("sentence", 1)[0] != frames[0] || Said.IndexOfAnyExceptInRange(0, sentences.Length - 1) >= 0)
            throw new DamagedFileException(file.Path, FileFault.Header, $"sentence: expected {frames[0]} numbers below {sentences.Length}, one a frame.");
        Episodes = [.. MemoryMarshal.Cast<byte, long>(file.Bytes("lengths")).ToArray().Select(length => (int)length)];
        starts = new int[Episodes.Count];
        length = chunkLength ?? (int)targets[1];
        if (length < 1 || length > targets[1]) throw new ArgumentException($"{file.Path}: expected chunks of 1 to {targets[1]} actions, got {length}; delete the file and draw it again where a longer chunk is wanted.", nameof(chunkLength));
        for (var i = 1; i < starts.Length; i++) starts[i] = starts[i - 1] + Episodes[i - 1];
        if (Episodes.Sum(length => (long)length) != frames[0] || Episodes.Any(length => length < 1) || targets[0] != frames[0] || frames[1] != views.Length)
            throw new DamagedFileException(file.Path, FileFault.Header, $"expected as many frames, targets and samples in episodes, and a name per view; got {frames[0]} frames, {targets[0]} targets, {Episodes.Sum(length => (long)length)} samples, {views.Length} names.");
    }

    /// <inheritdoc/>
    public string Name => Text("identity");

    /// <inheritdoc/>
    public string Identity => Text("identity");

    /// <inheritdoc/>
    public IReadOnlyList<int> Episodes { get; }

    /// <summary>Maps a file.</summary>
    /// <param name="path">As <see cref="Write"/> leaves it.</param>
    /// <param name="chunkLength">K, no more than they were written with; null all of it.</param>
    /// <exception cref="DamagedFileException">It does not hold samples.</exception>
    public static SampleFile Open(string path, int? chunkLength = null)
    {
        var file = SafetensorsFile.Open(path);
        try
        {
            return new SampleFile(file, chunkLength);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes episodes of samples; the file appears whole or not at all.</summary>
    /// <param name="path">Replaced.</param>
    /// <param name="episodes">At least one, all of one robot.</param>
    /// <param name="identity">What they are, in one line.</param>
    /// <param name="counted">False where episodes are clips, whose actions do not count in statistics.</param>
    public static void Write(string path, IReadOnlyList<IReadOnlyList<ChunkSample>> episodes, string identity, bool counted = true)
    {
        var samples = episodes.SelectMany(episode => episode).ToList();
        var first = samples[0];
        var words = samples.Select(sample => sample.Observation.Sentence).Distinct().ToList();
        var numbers = words.Index().ToDictionary(known => known.Item, known => (long)known.Index);
        var view = first.Observation.Views[0];
        TensorEntry[] entries =
        [
            new("frames", ElementType.UInt8, [samples.Count, first.Observation.Views.Count, view.Height, view.Width, 3]),
            new("proprio", ElementType.Float64, [samples.Count, first.Observation.Proprio.Length]),
            new("targets", ElementType.Float64, [samples.Count, first.Target.Length, first.Target.Width]),
            new("offsets", ElementType.Float64, [samples.Count, first.TargetOffsets.Length]),
            new("sentence", ElementType.Int64, [samples.Count]),
            new("lengths", ElementType.Int64, [episodes.Count]),
        ];
        using var writer = new SafetensorsWriter(path, entries, new Dictionary<string, string> { ["sentences"] = string.Join('\n', words), ["views"] = string.Join(',', first.Observation.Views.Select(one => one.Name)), ["identity"] = identity, ["counted"] = counted ? "yes" : "no" });
        var bytes = new byte[entries[0].ByteLength];
        var at = 0;
        foreach (var picture in samples.SelectMany(sample => sample.Observation.Views))
        {
            picture.Rgb.Span.CopyTo(bytes.AsSpan(at));
            at += picture.Rgb.Length;
        }
        writer.Write("frames", bytes);
        writer.Write("proprio", Numbers(sample => sample.Observation.Proprio));
        writer.Write("targets", Numbers(sample => sample.Target.Values));
        writer.Write("offsets", Numbers(sample => sample.TargetOffsets));
        writer.Write("sentence", MemoryMarshal.AsBytes(samples.Select(sample => numbers[sample.Observation.Sentence]).ToArray().AsSpan()));
        writer.Write("lengths", MemoryMarshal.AsBytes(episodes.Select(episode => (long)episode.Count).ToArray().AsSpan()));
        writer.Complete();

        byte[] Numbers(Func<ChunkSample, ReadOnlyMemory<double>> of) => MemoryMarshal.AsBytes(samples.SelectMany(sample => of(sample).ToArray()).ToArray().AsSpan()).ToArray();
    }

    /// <inheritdoc/>
    public ChunkSample Sample(int episode, int step)
    {
        var row = starts[episode] + step;
        var (height, width) = ((int)frames[2], (int)frames[3]);
        var picture = height * width * 3;
        var pictures = file.Bytes("frames").Slice(row * views.Length * picture, views.Length * picture);
        var seen = new CameraImage[views.Length];
        for (var view = 0; view < views.Length; view++) seen[view] = new CameraImage(views[view], width, height, pictures.Slice(view * picture, picture).ToArray());
        return new ChunkSample(new Observation(seen, Row("proprio", row, proprio), sentences[(int)Said[row]]), new ActionChunk(length, (int)targets[2], Row("targets", row, (int)(targets[1] * targets[2])).AsMemory(0, length * (int)targets[2]))) { TargetOffsets = Row("offsets", row, offsets) };
    }

    /// <inheritdoc/>
    public void Summarize(FieldSummary actions, FieldSummary proprio)
    {
        var counted = Text("counted") == "yes";
        for (var row = 0; row < frames[0]; row++)
        {
            proprio.Add(Singles(Row("proprio", row, this.proprio)));
            // The first action of a chunk is the one that its frame was answered with.
            if (counted) actions.Add(Singles(Row("targets", row, (int)(targets[1] * targets[2]))[..(int)targets[2]]));
        }
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => file.Dispose();

    private double[] Row(string name, int row, int width) => MemoryMarshal.Cast<byte, double>(file.Bytes(name)).Slice(row * width, width).ToArray();

    private ReadOnlySpan<long> Said => MemoryMarshal.Cast<byte, long>(file.Bytes("sentence"));

    private static float[] Singles(double[] values) => [.. values.Select(value => (float)value)];

    private string Text(string key) => file.Metadata.TryGetValue(key, out var text) ? text : throw new DamagedFileException(file.Path, FileFault.Header, $"expected metadata '{key}', found none.");

    private long[] Shape(string name, int rank)
    {
        if (!file.Tensors.TryGetValue(name, out var entry)) throw new DamagedFileException(file.Path, FileFault.Header, $"expected an array '{name}', found none.");
        if (entry.Shape.Count != rank) throw new DamagedFileException(file.Path, FileFault.Header, $"{name}: expected {rank} axes, got {entry.Shape.Count}.");
        return [.. entry.Shape];
    }
}
