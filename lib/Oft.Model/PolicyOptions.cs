using Oft.Contracts;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model;

/// <summary>What a published folder leaves unsaid. A folder of ours says it all in <c>oft.json</c>.</summary>
public sealed record PolicyOptions
{
    /// <summary>Views, chunk length and widths; needed for a published folder.</summary>
    public RobotSpec? Robot { get; init; }

    /// <summary>How hidden states become actions; needed where the folder has no head.</summary>
    public ActionHead? Head { get; init; }

    /// <summary>Name of the training set; null where the checkpoint has only one.</summary>
    public string? Statistics { get; init; }

    /// <summary>Folder of heads and projectors; null takes the checkpoint's own.</summary>
    public string? Components { get; init; }

    /// <summary>Folder of the base model, where the checkpoint holds only its adapter (<c>lora_adapter</c>).</summary>
    public string? Base { get; init; }

    /// <summary>Steps a diffusion head takes; null takes the checkpoint's.</summary>
    public int? DiffusionSteps { get; init; }

    /// <summary>Precision to compute in; null takes the precision the weights were written for.</summary>
    public ScalarType? Dtype { get; init; }

    /// <summary>Leaves the base weights in their files, which must stay as they are while the policy lives: a 7B model then needs no memory of its own for them.</summary>
    public bool Mapped { get; init; }

    /// <summary>Where the weights go.</summary>
    public Device Device { get; init; } = CPU;

    /// <summary>Of the noise a diffusion head starts from.</summary>
    public int Seed { get; init; }
}
