using System.Globalization;

namespace Oft.Training.Checkpoints;

/// <summary>The checkpoints of one run, by step. Each is whole or not there.</summary>
/// <param name="path">Made when the first one is written.</param>
public sealed class CheckpointFolder(string path)
{
    private const string Unfinished = ".unfinished";

    /// <summary>Where it lies.</summary>
    public string Path { get; } = path;

    /// <summary>The checkpoints' folders, oldest first.</summary>
    public IReadOnlyList<string> All => !Directory.Exists(Path) ? []
        : [.. Directory.GetDirectories(Path).Where(folder => int.TryParse(System.IO.Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)).Order(StringComparer.Ordinal)];

    /// <summary>A sentence that names the newest.</summary>
    public string LastGood => All is [.., var last] ? $"The last good checkpoint is {last}." : "No checkpoint was written before.";

    /// <summary>Writes one under another name and gives it its own at the end.</summary>
    /// <param name="step">Steps it holds.</param>
    /// <param name="write">Fills the folder it is given.</param>
    /// <returns>Its folder.</returns>
    public string Write(int step, Action<string> write)
    {
        Directory.CreateDirectory(Path);
        var folder = System.IO.Path.Combine(Path, step.ToString("D7", CultureInfo.InvariantCulture));
        var part = folder + Unfinished;
        foreach (var left in Directory.GetDirectories(Path, "*" + Unfinished)) Directory.Delete(left, recursive: true);
        Directory.CreateDirectory(part);
        write(part);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.Move(part, folder);
        return folder;
    }

    /// <summary>Removes all but the newest.</summary>
    public void KeepLast(int count)
    {
        foreach (var folder in All.SkipLast(count)) Directory.Delete(folder, recursive: true);
    }
}
