using Oft.Model;
using Oft.Training.Batches;
using static TorchSharp.torch.nn;

namespace Oft.Training.Objectives;

/// <summary>Something else to be learned from the same pass of the model, beside the actions.</summary>
public interface IExtraLoss
{
    /// <summary>The part's name in logs and checkpoints.</summary>
    string Part { get; }

    /// <summary>Its own weights.</summary>
    Module Module { get; }

    /// <summary>What it costs; its value is added to the objective's.</summary>
    /// <param name="batch">Where the model's weights are.</param>
    /// <param name="outputs">Of the one pass; its reads are in single precision.</param>
    Loss Loss(OftBatch batch, ModelOutputs outputs);
}
