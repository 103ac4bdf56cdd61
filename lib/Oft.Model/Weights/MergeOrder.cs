using static TorchSharp.torch;

namespace Oft.Model.Weights;

/// <summary>What is merged into what, and how.</summary>
public sealed record MergeOrder
{
    /// <summary>Folder of the base model.</summary>
    public required string Base { get; init; }

    /// <summary>A checkpoint with <c>lora_adapter</c> in it, or a PEFT folder by itself.</summary>
    public required string Adapter { get; init; }

    /// <summary>The merged folder; must not exist yet.</summary>
    public required string Output { get; init; }

    /// <summary>What published folders leave unsaid: robot, head.</summary>
    public PolicyOptions Options { get; init; } = new();

    /// <summary>Precision to merge in; null takes the base's, as upstream.</summary>
    public ScalarType? Dtype { get; init; }

    /// <summary>Observations that are answered before and after; 0 asks nothing.</summary>
    public int Observations { get; init; } = 4;

    /// <summary>Takes a line of progress.</summary>
    public Action<string> Say { get; init; } = _ => { };
}
