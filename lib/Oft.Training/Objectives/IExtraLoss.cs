using Oft.Model;
using Oft.Training.Batches;
using static TorchSharp.torch;
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
    /// <param name="reads">[B, R, L] what the one pass leaves where the actions are read, in the weights' precision; the first is the prompt's last token.</param>
    /// <param name="whole">Every position, where the objective computed all of them; else null.</param>
    Loss Loss(OftBatch batch, Tensor reads, ModelOutputs? whole);
}
