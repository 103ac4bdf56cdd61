using Oft.Contracts;
using Oft.Model;
using Oft.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Slice;

/// <summary>The trained tiny model behind the door every policy has.</summary>
public sealed class SlicePolicy(OftModel model, SliceEncoder encoder, ScalarType compute) : IPolicy
{
    /// <inheritdoc/>
    public ActionChunk Act(Observation observation)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        using var precision = Autocast.Use(compute);
        var actions = model.Actions(model.call(encoder.Encode([observation]))).to(ScalarType.Float32);      // [1, K, A]
        var values = actions.clamp(-1, 1).contiguous().data<float>().ToArray();
        return new ActionChunk((int)actions.shape[1], (int)actions.shape[2], Array.ConvertAll(values, value => (double)value));
    }
}
