using Oft.Model;
using Oft.Training.Batches;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Oft.Training.Objectives;

/// <summary>Where the named things are, read from the hidden state of the prompt's last token.</summary>
/// <remarks>
/// <code>
/// loss = weight · mean |offsets - true offsets| / 0.15 m
/// </code>
/// It stands in for the pre-training that connects words and things in the 7B model: without it a model of the tiny size reads
/// the target off the hand's own pose and never looks. Acting does not need it.
/// </remarks>
public sealed class TargetOffsets : IExtraLoss, IDisposable
{
    /// <summary>The metric that says how far off the object is seen, in centimetres.</summary>
    public const string ObjectError = "object_error_cm";

    /// <summary>The same of the goal.</summary>
    public const string GoalError = "goal_error_cm";

    // Offsets are learned in units of 15 cm, so that they and normalised actions are of one size.
    internal const double MetresPerUnit = 0.15;
    private readonly Linear offsets;
    private readonly double weight;

    /// <summary>Makes the read-out.</summary>
    /// <param name="languageWidth">L.</param>
    /// <param name="weight">What its loss is multiplied by.</param>
    /// <param name="device">Where its weights live; null is the processor.</param>
    public TargetOffsets(int languageWidth, double weight = 1, Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        (this.weight, offsets) = (weight, nn.Linear(languageWidth, 6, device: device ?? CPU));
    }

    /// <inheritdoc/>
    public string Part => "target_offsets";

    /// <inheritdoc/>
    public nn.Module Module => offsets;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch's samples do not say where things are.</exception>
    public Loss Loss(OftBatch batch, Tensor reads, ModelOutputs? whole)
    {
        var truth = (batch.TargetOffsets ?? throw new ArgumentException("target offsets: expected samples that say where object and goal are, got some that do not. Train without this part, or on demonstrations from a simulation.")) / MetresPerUnit;
        var where = offsets.call(reads.select(1, 0).to(offsets.weight.dtype));                   // [B, 6]
        var loss = nn.functional.l1_loss(where, truth);
        var error = (where - truth).detach() * (100 * MetresPerUnit);
        return new(loss * weight, ("target_offsets_loss", loss.detach()), (ObjectError, error.narrow(1, 0, 3).norm(1).mean()), (GoalError, error.narrow(1, 3, 3).norm(1).mean()));
    }

    /// <summary>Frees the read-out.</summary>
    public void Dispose() => offsets.Dispose();
}
