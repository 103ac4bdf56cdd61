using System.Globalization;
using System.Runtime.InteropServices;
using Oft.Contracts;
using Oft.Formats;
using Oft.Formats.Safetensors;
using Oft.Imaging.Files;

namespace Oft.Data.Plain;

/// <summary>Writes episodes as folders anybody can read: numbers in safetensors, each view as one PNG of its frames below each other.</summary>
/// <remarks>
/// <code>
/// FOLDER/TASK/000007/episode.safetensors   actions [T, A], proprio [T, S], offsets [T, 6], float64; metadata: task, sentence, robot, seed, outcome
/// FOLDER/TASK/000007/agentview.png         [T · height, width], frame t begins at row t · height
/// </code>
/// An episode appears whole or not at all, so a run that was stopped can be taken up again.
/// </remarks>
public sealed class PlainEpisodeSink : IEpisodeSink
{
    private readonly string folder;

    /// <summary>A sink into a folder, made when missing.</summary>
    public PlainEpisodeSink(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
    }

    /// <summary>True when this episode is already there.</summary>
    public bool Has(string task, ulong seed) => Directory.Exists(FolderOf(task, seed));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">It has no steps.</exception>
    public void Write(Episode episode)
    {
        if (episode.Steps.Count == 0) throw new ArgumentException($"episode {episode.Seed} of '{episode.Task}' has no steps.", nameof(episode));
        var place = FolderOf(episode.Task, episode.Seed);
        var part = place + ".part";
        if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
        Directory.CreateDirectory(part);
        var first = episode.Steps[0].Observation;
        WriteNumbers(Path.Combine(part, PlainEpisodes.Numbers), episode, first.Sentence);
        for (var view = 0; view < first.Views.Count; view++) File.WriteAllBytes(Path.Combine(part, first.Views[view].Name + ".png"), Strip(episode, view));
        if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
        Directory.Move(part, place);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held between episodes.
    }

    private string FolderOf(string task, ulong seed) => Path.Combine(folder, task, seed.ToString("D6", CultureInfo.InvariantCulture));

    private static void WriteNumbers(string path, Episode episode, string sentence) => SafetensorsWriter.Write(path,
    [
        Numbers("actions", episode, step => step.Action),
        Numbers("proprio", episode, step => step.Observation.Proprio),
        Numbers("offsets", episode, step => step.TargetOffsets),
    ], new Dictionary<string, string>
    {
        ["task"] = episode.Task,
        ["sentence"] = sentence,
        ["robot"] = episode.Robot.Name,
        ["seed"] = episode.Seed.ToString(CultureInfo.InvariantCulture),
        ["outcome"] = episode.Outcome.ToString(),
    });

    private static (TensorEntry, ReadOnlyMemory<byte>) Numbers(string name, Episode episode, Func<EpisodeStep, ReadOnlyMemory<double>> of)
    {
        var values = episode.Steps.SelectMany(step => of(step).ToArray()).ToArray();
        return (new TensorEntry(name, ElementType.Float64, [episode.Steps.Count, values.Length / episode.Steps.Count]), MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
    }

    private static byte[] Strip(Episode episode, int view)
    {
        var frames = episode.Steps.Select(step => step.Observation.Views[view]).ToArray();
        var (width, height) = (frames[0].Width, frames[0].Height);
        var pixels = new byte[frames.Length * height * width * 3];
        for (var t = 0; t < frames.Length; t++) frames[t].Rgb.Span.CopyTo(pixels.AsSpan(t * height * width * 3));
        return Png.Encode(pixels, width, height * frames.Length);
    }
}
