using System.Security.Cryptography;
using System.Text.Json;
using Oft.Training.Runs;

namespace Oft.Training.Checkpoints;

/// <summary>One checkpoint of a run, read and checked.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Facts">What it says about itself.</param>
public sealed record TrainingCheckpoint(string Folder, CheckpointFacts Facts)
{
    /// <summary>The arrays' file.</summary>
    internal const string Arrays = "state.safetensors";

    /// <summary>The facts' file.</summary>
    internal const string FactsFile = "state.json";

    /// <summary>The newest checkpoint of a run; null where there is none.</summary>
    /// <param name="run">The run's folder.</param>
    /// <exception cref="TrainingStoppedException">It is damaged; the message names the newest one that is not.</exception>
    public static TrainingCheckpoint? Newest(string run)
    {
        var all = new CheckpointFolder(Path.Combine(run, "checkpoints")).All;
        if (all.Count == 0) return null;
        try
        {
            return Open(all[^1]);
        }
        catch (TrainingStoppedException damaged)
        {
            var good = all.SkipLast(1).LastOrDefault(IsWhole);
            throw new TrainingStoppedException(damaged.Message + (good is null ? " No older checkpoint is whole." : $" The last good one is {good}: continue from it, or remove the damaged one."), damaged);
        }
    }

    /// <summary>Opens a checkpoint and checks every byte of it.</summary>
    /// <exception cref="TrainingStoppedException">It is missing or damaged.</exception>
    public static TrainingCheckpoint Open(string folder)
    {
        try
        {
            var facts = JsonSerializer.Deserialize<CheckpointFacts>(File.ReadAllBytes(Path.Combine(folder, FactsFile)), RunJson.Options) ?? throw new JsonException("the file holds nothing.");
            using var stream = File.OpenRead(Path.Combine(folder, Arrays));
            var found = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (found != facts.Sha256) throw new InvalidDataException($"{Arrays}: expected SHA-256 {facts.Sha256}, got {found}.");
            return new TrainingCheckpoint(folder, facts);
        }
        catch (Exception e) when (e is IOException or JsonException or InvalidDataException or NotSupportedException or ArgumentException)
        {
            throw new TrainingStoppedException($"{folder}: the checkpoint is damaged: {e.Message}", e);
        }
    }

    private static bool IsWhole(string folder)
    {
        try
        {
            Open(folder);
            return true;
        }
        catch (TrainingStoppedException)
        {
            return false;
        }
    }
}
