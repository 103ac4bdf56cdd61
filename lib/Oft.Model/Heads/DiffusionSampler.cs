using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Heads;

/// <summary>Turns noise into actions: one bidirectional pass per step, the pictures looked at once.</summary>
/// <remarks><para>Upstream: prismatic/extern/hf/modeling_prismatic.py, _run_diffusion_prediction, which looks again at every step.</para></remarks>
public static class DiffusionSampler
{
    /// <summary>Samples chunks.</summary>
    /// <param name="model">With a diffusion head.</param>
    /// <param name="inputs">Pixels, prompts, proprioception.</param>
    /// <param name="noise">[B, K, A] where the way begins.</param>
    /// <param name="steps">How many steps it takes.</param>
    /// <returns>One entry per step, in order; the last one's <see cref="DiffusionStep.Next"/> is the actions.</returns>
    public static IReadOnlyList<DiffusionStep> Sample(OftModel model, ModelInputs inputs, Tensor noise, int steps)
    {
        var schedule = new DiffusionSchedule(model.Config.DiffusionTrainSteps);
        var seen = model.Shortcuts.PatchesKept ? inputs with { Patches = inputs.Patches ?? model.See(inputs) } : inputs;
        var way = new List<DiffusionStep>();
        var x = noise.to(model.Dtype);                                                  // [B, K, A]
        foreach (var timestep in schedule.Timesteps(steps))
        {
            using var scope = NewDisposeScope();
            var predicted = Predict(model, seen, x, timestep);
            using var stage = Stages.Begin(Stages.Head, model.Device);
            var (next, clean) = schedule.Step(x, predicted, timestep, steps);
            way.Add(new(timestep, predicted.MoveToOuterDisposeScope(), clean.MoveToOuterDisposeScope(), next.MoveToOuterDisposeScope()));
            x = next;
        }
        return way;
    }

    /// <summary>The noise that the model sees in a chunk.</summary>
    /// <param name="model">With a diffusion head.</param>
    /// <param name="inputs">Pixels or patches, prompts, proprioception.</param>
    /// <param name="x">[B, K, A] noisy actions.</param>
    /// <param name="timestep">How noisy they are.</param>
    /// <returns>[B, K, A]</returns>
    public static Tensor Predict(OftModel model, ModelInputs inputs, Tensor x, int timestep)
        => model.Actions(model.Reads(inputs with { NoisyActions = x, Timesteps = [.. Enumerable.Repeat(timestep, inputs.Prompts.Count)] }));
}
