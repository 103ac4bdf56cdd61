using Oft.Contracts;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Slice;

/// <summary>The trained tiny model behind the door every policy has.</summary>
public sealed class SlicePolicy(OftModel model, ObservationEncoder encoder, ScalarType compute) : IPolicy
{
    /// <inheritdoc/>
    public ActionChunk Act(Observation observation)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        ModelOutputs outputs;
        using (compute == ScalarType.Float32 ? Autocast.Off() : Autocast.On(type: compute)) outputs = model.call(encoder.Encode(observation));
        var actions = model.Actions(outputs with { Reads = outputs.Reads.to(ScalarType.Float32) });          // [1, K, A], the head in single precision as in training
        return encoder.Statistics.Chunk(actions.contiguous().data<float>().ToArray(), encoder.Config.Robot.Bounds);
    }
}
