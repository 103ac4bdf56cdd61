using Oft.Model.Adapters;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Weights;

/// <summary>How a checkpoint becomes a model.</summary>
public sealed record LoadOptions
{
    /// <summary>Precision to compute in; null takes the precision the weights were written for.</summary>
    public ScalarType? Dtype { get; init; }

    /// <summary>Where the weights go.</summary>
    public Device Device { get; init; } = CPU;

    /// <summary>Leaves the base weights in their files and lets the system read what is used; they are copied where precision or device differ.</summary>
    /// <remarks>The mapping is private: changing a weight, as a merge does, never changes the file. The files must stay as they are while the model lives.</remarks>
    public bool Mapped { get; init; }

    /// <summary>Folder of head, projectors and FiLM'd towers; null takes the checkpoint's own.</summary>
    public string? Components { get; init; }

    /// <summary>Folder of the base model, where the checkpoint holds only its adapter; null where it holds merged weights.</summary>
    public string? Base { get; init; }

    /// <summary>Rank and scaling of the adapters inside a FiLM'd tower file; null takes those of the folder's <c>lora_adapter</c>, else the rank from their shapes and alpha = min(rank, 16).</summary>
    public LoraConfig? FilmLora { get; init; }
}
