using System.Globalization;
using Oft.Contracts;
using Oft.Formats;
using Oft.Formats.Hdf5;

namespace Oft.Data.Aloha;

/// <summary>Writes finished episodes as ALOHA recordings, <c>episode_0.hdf5</c> and on, that the reference's scripts read.</summary>
/// <param name="folder">Made when it is not there; its name, underscores as blanks, becomes the instruction.</param>
/// <param name="cameras">What the recorder calls the robot's views, in their order.</param>
/// <param name="simulated">The attribute <c>sim</c>.</param>
public sealed class AlohaWriter(string folder, IReadOnlyList<string> cameras, bool simulated = false) : IEpisodeSink
{
    /// <summary>The recorder's names for primary, left_wrist and right_wrist.</summary>
    public static IReadOnlyList<string> StandardCameras { get; } = ["cam_high", "cam_left_wrist", "cam_right_wrist"];

    /// <summary>Our own root attribute: the seed that reproduces a simulated episode, as text.</summary>
    public const string Seed = "seed";

    /// <summary>Episodes written by this object.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The episode is empty, or a step has other views or widths than the rest.</exception>
    public void Write(Episode episode)
    {
        Directory.CreateDirectory(folder);
        var number = Directory.GetFiles(folder, "episode_*.hdf5").Length;
        while (File.Exists(Name(number))) number++;
        Write(Name(number), episode, cameras, simulated);
        Count++;
    }

    /// <summary>Nothing is held between episodes.</summary>
    public void Dispose()
    {
    }

    /// <summary>Writes one episode to one file.</summary>
    public static void Write(string path, Episode episode, IReadOnlyList<string> cameras, bool simulated)
    {
        if (episode.Steps.Count == 0) throw new ArgumentException("the episode has no steps.", nameof(episode));
        var first = episode.Steps[0];
        var (steps, width) = ((long)episode.Steps.Count, first.Action.Length);
        if (first.Observation.Views.Count != cameras.Count)
            throw new ArgumentException($"the episode has {first.Observation.Views.Count} views; expected {cameras.Count}: {string.Join(", ", cameras)}.", nameof(episode));
        using var writer = new Hdf5Writer(path);
        writer.Attribute("sim", simulated);
        writer.Attribute("instruction", first.Observation.Sentence);
        writer.Attribute(Seed, episode.Seed.ToString(CultureInfo.InvariantCulture));
        writer.Group("/observations");
        writer.Group("/observations/images");
        writer.Write("/observations/qpos", [steps, first.Observation.Proprio.Length], Rows(episode, step => step.Observation.Proprio, first.Observation.Proprio.Length));
        writer.Write("/action", [steps, width], Rows(episode, step => step.Action, width));
        for (var view = 0; view < cameras.Count; view++)
        {
            var (name, image) = ("/observations/images/" + cameras[view], first.Observation.Views[view]);
            writer.Grow(name, ElementType.UInt8, [image.Height, image.Width, 3]);
            foreach (var step in episode.Steps) writer.Append(name, step.Observation.Views[view].Rgb.Span);
        }
        writer.Complete();
    }

    private string Name(int number) => Path.Combine(folder, $"episode_{number}.hdf5");

    private static float[] Rows(Episode episode, Func<EpisodeStep, ReadOnlyMemory<double>> part, int width)
    {
        var rows = new float[episode.Steps.Count * width];
        for (var t = 0; t < episode.Steps.Count; t++)
        {
            var row = part(episode.Steps[t]).Span;
            if (row.Length != width) throw new ArgumentException($"step {t} has {row.Length} numbers; the first has {width}.", nameof(episode));
            for (var d = 0; d < width; d++) rows[t * width + d] = (float)row[d];
        }
        return rows;
    }
}
