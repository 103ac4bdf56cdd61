using Oft.Contracts;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Slice;

/// <summary>The trained tiny model behind the door every policy has.</summary>
public sealed class SlicePolicy(OftModel model, ObservationEncoder encoder, ScalarType compute) : IBatchPolicy
{
    /// <inheritdoc/>
    public ActionChunk Act(Observation observation) => Act([observation])[0];

    /// <inheritdoc/>
    public IReadOnlyList<ActionChunk> Act(IReadOnlyList<Observation> observations)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        ModelOutputs outputs;
        using (Autocast.Use(compute)) outputs = model.call(encoder.Encode([.. observations]));
        var actions = model.Actions(outputs with { Reads = outputs.Reads.to(ScalarType.Float32) });          // [B, K, A], the head in single precision as in training
        var values = actions.contiguous().data<float>().ToArray();
        var each = values.Length / observations.Count;
        return [.. observations.Select((_, i) => encoder.Statistics.Chunk(values.AsSpan(i * each, each), encoder.Config.Robot.Bounds))];
    }
}
