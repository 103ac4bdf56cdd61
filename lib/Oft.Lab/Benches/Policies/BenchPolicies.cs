using Oft.Contracts;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Benches.Policies;

/// <summary>Policies of the tiny profile with random weights, which cost what trained ones cost, and something to see.</summary>
internal static class BenchPolicies
{
    /// <summary>The original OpenVLA: one view, no proprioception.</summary>
    public static OftConfig Autoregressive(RobotSpec robot) => OftConfig.Tiny with { Head = ActionHead.Autoregressive, Proprio = false, Robot = robot with { Views = [robot.Views[0]] } };

    /// <summary>A variant of Table II: one view, no proprioception.</summary>
    public static OftConfig OneView(ActionHead head) => OftConfig.Tiny with { Head = head, Proprio = false, Robot = RobotSpec.Libero with { Views = [RobotSpec.Libero.Views[0]] } };

    public static OftPolicy Of(OftConfig config, ScalarType type)
    {
        var model = new OftModel(config);
        if (type != ScalarType.Float32) model.to(type);
        return new(model, new ObservationEncoder(config, TinyTokenizer.Instance, RandomCheckpoint.UnitStatistics(config.Robot).Find(null)));
    }

    public static Observation Seen(RobotSpec robot, int side, int seed = 1)
    {
        var random = new Random(seed);
        CameraImage View(string name)
        {
            var rgb = new byte[side * side * 3];
            random.NextBytes(rgb);
            return new(name, side, side, rgb);
        }
        return new([.. robot.Views.Select(View)], Enumerable.Range(0, robot.ProprioWidth).Select(_ => 2 * random.NextDouble() - 1).ToArray(), "pick up the red block and place it on the plate");
    }
}
