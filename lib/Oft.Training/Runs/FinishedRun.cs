using System.Text.Json;

namespace Oft.Training.Runs;

/// <summary>The mark of a run that took all its steps: <c>finished.json</c> in its folder.</summary>
public static class FinishedRun
{
    private const string Name = "finished.json";

    /// <summary>True where a run is finished.</summary>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, Name));

    /// <summary>Marks it.</summary>
    /// <param name="folder">The run's.</param>
    /// <param name="step">Steps taken.</param>
    /// <param name="policy">The folder of the trained policy; null where none was written.</param>
    public static void Mark(string folder, int step, string? policy)
    {
        var path = Path.Combine(folder, Name);
        File.WriteAllBytes(path + ".part", JsonSerializer.SerializeToUtf8Bytes(new { Step = step, Policy = policy is null ? null : Path.GetRelativePath(folder, policy) }, RunJson.Options));
        File.Move(path + ".part", path, overwrite: true);
    }
}
