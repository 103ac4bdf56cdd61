using Oft.Lab.Verification.Models;
using Oft.Model;
using Oft.Model.Weights;
using Oft.Training.Batches;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Training;

/// <summary>A recorded batch as the trainer takes it.</summary>
internal static class RecordedBatch
{
    /// <param name="facts">The case.</param>
    /// <param name="path">The batch's file.</param>
    /// <param name="micro">Which micro-batch of the run it is, for a diffusion run's noise.</param>
    public static OftBatch Read(TrainingFacts facts, string path, int micro)
    {
        var file = facts.Folder.Tensors(path);
        var inputs = RecordedInputs.Training(facts.Folder, path, facts.Checkpoint, facts.ProprioWidth is not null);
        var actions = file.Tensor("actions");                                                        // [B, K, A]
        if (actions.shape[1] != facts.Chunk || actions.shape[2] != facts.ActionWidth)
            throw new VerifyException($"{path}: expected actions of [{facts.Chunk}, {facts.ActionWidth}], got [{actions.shape[1]}, {actions.shape[2]}].");
        var batch = new OftBatch(inputs, actions, Tokens(facts, path));
        if (facts.Head is not ActionHead.Diffusion) return batch;
        var noise = facts.Folder.Tensors(facts.Noise);
        return batch with
        {
            Noise = noise.Tensor("noise").select(0, micro),
            Timesteps = [.. noise.Tensor("timesteps").select(0, micro).to(ScalarType.Int64).contiguous().data<long>().ToArray().Select(t => (int)t)],
        };
    }

    // The labels are the actions' ids and the stop token behind them.
    private static Tensor Tokens(TrainingFacts facts, string path)
    {
        var labels = facts.Folder.Tensors(path).Tensor("labels");                                    // [B, M]
        var (all, width, slots) = (labels.data<long>().ToArray(), (int)labels.shape[1], facts.Chunk * facts.ActionWidth);
        var rows = all.Chunk(width).Select(row => row.Where(label => label != SampleTokens.Ignored).ToArray()).ToList();
        if (rows.Any(row => row.Length != slots + 1)) throw new VerifyException($"{path}: expected {slots} action labels and a stop label in every row, got {string.Join(", ", rows.Select(row => row.Length))}.");
        return tensor(rows.SelectMany(row => row[..slots]).ToArray()).view(rows.Count, slots);
    }
}
