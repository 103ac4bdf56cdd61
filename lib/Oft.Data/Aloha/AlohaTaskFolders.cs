using System.Globalization;
using Oft.Contracts;

namespace Oft.Data.Aloha;

/// <summary>Writes episodes of several tasks as ALOHA recordings, one folder a task: <c>FOLDER/TASK/episode_0.hdf5</c> and on.</summary>
/// <remarks>A run that was stopped can be taken up again: every recording carries its seed.</remarks>
/// <param name="folder">Made when it is not there.</param>
/// <param name="cameras">What the recorder calls the robot's views, in their order.</param>
public sealed class AlohaTaskFolders(string folder, IReadOnlyList<string> cameras) : IEpisodeSink
{
    private readonly Dictionary<string, HashSet<ulong>> known = [];
    private readonly Lock gate = new();

    /// <summary>True when this episode is already there.</summary>
    public bool Has(string task, ulong seed)
    {
        lock (gate)
        {
            if (!known.TryGetValue(task, out var seeds)) known[task] = seeds = [.. Seeds(Path.Combine(folder, task))];
            return seeds.Contains(seed);
        }
    }

    /// <inheritdoc/>
    public void Write(Episode episode)
    {
        new AlohaWriter(Path.Combine(folder, episode.Task), cameras, simulated: true).Write(episode);
        lock (gate)
            if (known.TryGetValue(episode.Task, out var seeds)) seeds.Add(episode.Seed);
    }

    /// <summary>Nothing is held between episodes.</summary>
    public void Dispose()
    {
    }

    private static IEnumerable<ulong> Seeds(string place)
    {
        if (!Directory.Exists(place)) yield break;
        foreach (var path in AlohaRecording.Find(place))
        {
            using var recording = AlohaRecording.Open(path);
            if (recording.Attributes.TryGetValue(AlohaWriter.Seed, out var seed) && seed.Values is [string text] && ulong.TryParse(text, CultureInfo.InvariantCulture, out var number)) yield return number;
        }
    }
}
