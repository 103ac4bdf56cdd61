using System.Globalization;
using Oft.Contracts;
using Oft.Lab.Progress;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Campaign;

/// <summary>Frames of random tasks, many sentences to a file: what a base learns words and places from before any demonstration counts.</summary>
/// <param name="Tasks">Random tasks of <see cref="GroundingTasks"/>.</param>
public sealed record GroundingOrder(int Tasks)
{
    private const int TasksPerFile = 25, Layouts = 10, Hands = 4;

    /// <summary>Draws what is not in the folder yet, one thread a file.</summary>
    /// <param name="folder">Takes the files.</param>
    /// <param name="threads">Files side by side.</param>
    /// <param name="cancellation">Ends it after the task in hand; whole files stay.</param>
    public void Draw(string folder, int threads, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(folder);
        var (done, gate) = (0, new Lock());
        using var progress = new ProgressLine("looks", Count);
        Parallel.For(0, Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, file =>
        {
            if (!File.Exists(FileOf(folder, file))) Look(file, FileOf(folder, file), cancellation);
            lock (gate) progress.Report(++done);
        });
    }

    /// <summary>Every file.</summary>
    public IEnumerable<string> Files(string folder) => Enumerable.Range(0, Count).Select(file => FileOf(folder, file));

    private int Count => (Tasks + TasksPerFile - 1) / TasksPerFile;

    private int LastOf(int file) => Math.Min(Tasks, (file + 1) * TasksPerFile);

    private string FileOf(string folder, int file) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{GroundingTasks.Name}-{file * TasksPerFile:0000}-{LastOf(file) - 1:0000}.safetensors"));

    private void Look(int file, string path, CancellationToken cancellation)
    {
        var kept = new List<IReadOnlyList<ChunkSample>>();
        for (var seed = file * TasksPerFile; seed < LastOf(file); seed++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var world = GroundingTasks.Draw((ulong)seed).CreateWorld();
            for (var layout = 0; layout < Layouts; layout++) kept.Add(GroundingLooks.Draw(world, (ulong)layout, Hands));
        }
        SampleFile.Write(path, kept, string.Create(CultureInfo.InvariantCulture, $"{GroundingTasks.Name} {file * TasksPerFile} to {LastOf(file) - 1}"), counted: false);
    }
}
