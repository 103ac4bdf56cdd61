using System.Security.Cryptography;
using System.Text.Json;
using Oft.Data.Sampling;
using Oft.Formats;
using Oft.Formats.Safetensors;
using Oft.Model.Weights;
using Oft.Training.Objectives;
using Oft.Training.Runs;
using static TorchSharp.torch;

namespace Oft.Training.Checkpoints;

/// <summary>Everything a run needs to go on bit-equal, into a folder and back.</summary>
/// <remarks>
/// <code>
/// state.safetensors     weight/NAME   first/NAME   second/NAME (AdamW)   chance (libtorch's generator)
/// state.json            step, ages, sampler position, precision, threads, recipe, checksum of the arrays
/// </code>
/// </remarks>
internal static class TrainingState
{
    private const string Chance = "chance";

    /// <summary>Writes the state of a run into a folder; of several processes the first one writes, and all must call.</summary>
    public static void Write<TBatch>(string folder, IObjective<TBatch> objective, Trainer<TBatch> trainer, RunSettings settings, RunConditions conditions, SamplerPosition position)
    {
        using var scope = NewDisposeScope();
        var trained = trainer.Trained.Select(named => named.Name).ToHashSet();
        var remembered = trainer.WholeMemory();
        if (settings.Team is { Rank: > 0 }) return;
        var arrays = Weights(objective).Where(weight => settings.SaveFrozen || trained.Contains(weight.Name)).Select(weight => ($"weight/{weight.Name}", weight.Value)).ToList();
        foreach (var memory in remembered)
        {
            arrays.Add(($"first/{memory.Name}", memory.First));
            arrays.Add(($"second/{memory.Name}", memory.Second));
        }
        arrays.Add((Chance, get_rng_state()));
        var path = Path.Combine(folder, TrainingCheckpoint.Arrays);
        TensorFile.Write(path, arrays);
        using var stream = File.OpenRead(path);
        var facts = new CheckpointFacts
        {
            Step = trainer.Step, Position = position, Conditions = conditions, Recipe = settings.Recipe,
            Ages = remembered.ToDictionary(one => one.Name, one => one.Age), Sha256 = Convert.ToHexStringLower(SHA256.HashData(stream)),
        };
        using var file = File.Create(Path.Combine(folder, TrainingCheckpoint.FactsFile));
        JsonSerializer.Serialize(file, facts, RunJson.Options);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Puts a run back where a checkpoint was taken.</summary>
    /// <exception cref="TrainingStoppedException">The checkpoint's weights are not the objective's.</exception>
    public static void Restore<TBatch>(TrainingCheckpoint checkpoint, IObjective<TBatch> objective, Trainer<TBatch> trainer)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var file = SafetensorsFile.Open(Path.Combine(checkpoint.Folder, TrainingCheckpoint.Arrays));
        var trained = trainer.Trained.Select(named => named.Name).ToHashSet();
        Same(checkpoint, trained, checkpoint.Facts.Ages.Keys);
        foreach (var (name, value) in Weights(objective))
            if (trained.Contains(name) || file.Tensors.ContainsKey($"weight/{name}")) Copy(checkpoint, file, $"weight/{name}", value);
        foreach (var (name, memory) in trainer.Memory)
        {
            Copy(checkpoint, file, $"first/{name}", memory.exp_avg);
            Copy(checkpoint, file, $"second/{name}", memory.exp_avg_sq);
            memory.step = checkpoint.Facts.Ages[name];
        }
        set_rng_state(file.Tensor(Chance));
        trainer.Continue(checkpoint.Facts.Step);
    }

    private static IEnumerable<(string Name, Tensor Value)> Weights<TBatch>(IObjective<TBatch> objective)
        => objective.Parts.SelectMany(part => part.Module.state_dict().Select(entry => ($"{part.Part}.{entry.Key}", entry.Value)));

    private static void Copy(TrainingCheckpoint checkpoint, ITensorFile file, string name, Tensor target)
    {
        if (!file.Tensors.TryGetValue(name, out var entry)) throw new TrainingStoppedException($"{checkpoint.Folder}: expected '{name}', found none; the checkpoint is of another run.");
        if (!entry.Shape.SequenceEqual(target.shape)) throw new TrainingStoppedException($"{checkpoint.Folder}: {name}: expected [{string.Join(", ", target.shape)}], got [{string.Join(", ", entry.Shape)}]; the checkpoint is of another run.");
        target.copy_(file.Tensor(name));
    }

    private static void Same(TrainingCheckpoint checkpoint, IReadOnlySet<string> ours, IEnumerable<string> theirs)
    {
        var (missing, unknown) = (ours.Except(theirs).Order().ToList(), theirs.Except(ours).Order().ToList());
        if (missing.Count + unknown.Count > 0)
            throw new TrainingStoppedException($"{checkpoint.Folder}: the checkpoint trains other weights; missing: {Some(missing)}; unknown: {Some(unknown)}. The recipe must be that of the run that is continued.");
    }

    private static string Some(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names.Take(3)) + (names.Count > 3 ? $" and {names.Count - 3} more" : "");
}
