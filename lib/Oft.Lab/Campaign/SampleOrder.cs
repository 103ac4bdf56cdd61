using System.Globalization;
using Oft.Contracts;
using Oft.Data.Sampling;
using Oft.Lab.Progress;
using Oft.Lab.Worlds;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Campaign;

/// <summary>What is drawn of a suite: demonstrations with the usual mix of noise, and random-start clips.</summary>
/// <param name="Suite">One of <see cref="Teachers.Suites"/>.</param>
/// <param name="Demonstrations">Successful episodes per task.</param>
/// <param name="Clips">Random starts per task, two frames each; 0 for none. mini-ALOHA has none.</param>
/// <param name="Tasks">Places in the suite; null for all.</param>
/// <param name="Every">Keeps each so-manieth frame of a demonstration, from its first: neighbours look alike, and more episodes fit in the same memory.</param>
public sealed record SampleOrder(string Suite, int Demonstrations, int Clips = 0, IReadOnlyList<int>? Tasks = null, int Every = 1)
{
    // Demonstrations are kept with chunks as long as the longest that any recipe asks for.
    private const int FramesPerClip = 2, TriesPerEpisode = 3, LongestChunk = 16;

    /// <summary>Draws what is not in the folder yet, one thread and one world a task.</summary>
    /// <param name="folder">One file a task and kind.</param>
    /// <param name="threads">Tasks side by side.</param>
    /// <param name="cancellation">Ends it after the episodes in hand; whole files stay.</param>
    /// <exception cref="InvalidOperationException">An expert fails too often.</exception>
    public void Draw(string folder, int threads, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(folder);
        var tasks = Chosen().ToList();
        var (done, gate) = (0, new Lock());
        using var progress = new ProgressLine($"samples of {Suite}", tasks.Count);
        Parallel.ForEach(tasks, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, task =>
        {
            if (!File.Exists(DemonstrationsOf(folder, task))) Demonstrate(task, DemonstrationsOf(folder, task), cancellation);
            if (Clips > 0 && !File.Exists(ClipsOf(folder, task))) Clip(task, ClipsOf(folder, task), cancellation);
            lock (gate) progress.Report(++done);
        });
    }

    /// <summary>Every task's file of demonstrations.</summary>
    public IEnumerable<string> DemonstrationFiles(string folder) => Chosen().Select(task => DemonstrationsOf(folder, task));

    /// <summary>Every task's file of clips.</summary>
    public IEnumerable<string> ClipFiles(string folder) => Clips == 0 ? [] : Chosen().Select(task => ClipsOf(folder, task));

    private IEnumerable<TaughtTask> Chosen()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Every);
        var tasks = Teachers.Of(Suite);
        return Tasks is null ? tasks : Tasks.Select(i => tasks[i]);
    }

    private string DemonstrationsOf(string folder, TaughtTask task) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Suite}-{task.Index:00}-demonstrations-{Demonstrations}{(Every > 1 ? $"-every-{Every}" : "")}.safetensors"));

    private string ClipsOf(string folder, TaughtTask task) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Suite}-{task.Index:00}-clips-{Clips}.safetensors"));

    private void Demonstrate(TaughtTask task, string path, CancellationToken cancellation)
    {
        using var teacher = task.Open(null);
        var kept = new List<Episode>();
        for (var seed = 0UL; kept.Count < Demonstrations; seed++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (seed >= (ulong)(Demonstrations * TriesPerEpisode + 8)) throw new InvalidOperationException($"{task}: only {kept.Count} of {seed} tries succeeded.");
            var episode = teacher.Record(seed, Every);
            if (episode.Outcome == EpisodeOutcome.Success) kept.Add(episode);
        }
        // At the end of an episode the last action is repeated, so that a policy also learns what to do just before the end.
        var set = new EpisodeSet(task.ToString(), kept, Math.Max(LongestChunk, kept[0].Robot.ChunkLength), ChunkEnd.RepeatLast);
        SampleFile.Write(path, [.. set.Episodes.Select((steps, episode) => (IReadOnlyList<ChunkSample>)[.. Enumerable.Range(0, steps).Where(step => step % Every == 0).Select(step => set.Sample(episode, step))])], Identity(task, Every > 1 ? $"every {Every}. frame of demonstrations" : "demonstrations", Demonstrations));
    }

    private void Clip(TaughtTask task, string path, CancellationToken cancellation)
    {
        if (Teachers.IsBimanual(Suite)) throw new InvalidOperationException($"{Suite}: its arms begin at home, so there are no random-start clips; leave clips out.");
        using var world = MiniSuite.Load(Suite).Tasks[task.Index].CreateWorld();
        var kept = new List<IReadOnlyList<ChunkSample>>();
        for (var seed = 0; seed < Clips; seed++)
        {
            cancellation.ThrowIfCancellationRequested();
            kept.Add(RandomStartClips.Draw(world, (ulong)seed, FramesPerClip));
        }
        SampleFile.Write(path, kept, Identity(task, "clips", Clips), counted: false);
    }

    private static string Identity(TaughtTask task, string kind, int count) => string.Create(CultureInfo.InvariantCulture, $"{task.Suite}/{task.Index} {kind} {count}");
}
