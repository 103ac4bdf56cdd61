using Oft.Model;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using Oft.Simulation.MiniLibero;
using TorchSharp;

namespace Oft.Lab;

/// <summary>A tiny policy with the weights it would start training from.</summary>
internal static class UntrainedPolicy
{
    /// <summary>Makes one for mini-LIBERO.</summary>
    /// <param name="change">What differs from the tiny configuration; null for nothing.</param>
    /// <param name="seed">Same seed, same weights on the same libtorch.</param>
    public static OftPolicy Make(Func<OftConfig, OftConfig>? change, int seed)
    {
        var config = OftConfig.Tiny with { Robot = MiniRobot.Spec };
        config = (change?.Invoke(config) ?? config).Checked();
        torch.manual_seed(seed);
        var model = new OftModel(config);
        return new(model, new ObservationEncoder(config, TinyTokenizer.Instance, RandomCheckpoint.UnitStatistics(config.Robot).Find(null)), seed);
    }
}
