using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Baselines;

/// <summary>A policy network that is trained from scratch, by the same trainer and behind the same door as the large one.</summary>
/// <remarks>Shapes: B samples, K chunk length, A action width. Everything random comes in from outside.</remarks>
public abstract class Baseline : nn.Module
{
    private protected Baseline(string name, BaselineConfig config) : base(name) => Config = config;

    /// <summary>What it is made of.</summary>
    public BaselineConfig Config { get; }

    /// <summary>Makes the network that a configuration names, with starting values from libtorch's generator.</summary>
    /// <exception cref="ArgumentException">The configuration cannot be.</exception>
    public static Baseline Of(BaselineConfig config, Placement? placement = null) => config.Checked().Kind switch
    {
        BaselineKind.Act => new ActModel(config, placement ?? Placement.Default),
        _ => new DiffusionPolicyModel(config, placement ?? Placement.Default),
    };

    /// <summary>What a batch costs.</summary>
    /// <param name="inputs">Pixels, prompts, proprioception.</param>
    /// <param name="targets">[B, K, A] in [-1, 1].</param>
    /// <param name="noise">[B, K, A] normal numbers.</param>
    /// <param name="timesteps">[B] how noisy each sample is made; ACT ignores it.</param>
    public abstract BaselineLoss Loss(ModelInputs inputs, Tensor targets, Tensor noise, IReadOnlyList<int> timesteps);

    /// <summary>Says chunks.</summary>
    /// <param name="inputs">Pixels, prompts, proprioception.</param>
    /// <param name="noise">[B, K, A] normal numbers, where Diffusion Policy begins; ACT ignores it.</param>
    /// <returns>[B, K, A] in [-1, 1].</returns>
    public abstract Tensor Act(ModelInputs inputs, Tensor noise);
}
