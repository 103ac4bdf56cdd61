using System.Text.Json;
using Oft.Contracts;

namespace Oft.Model.Weights;

/// <summary>What goes into a checkpoint folder beside the weights.</summary>
public sealed record SaveOptions
{
    /// <summary>The step in the components' names: a number, or "latest".</summary>
    public string Step { get; init; } = "latest";

    /// <summary>What becomes <c>dataset_statistics.json</c>; without it a folder can be loaded but not acted with.</summary>
    public StatisticsFile? Statistics { get; init; }

    /// <summary>Which entry of the statistics it acts with.</summary>
    public string? StatisticsKey { get; init; }

    /// <summary>Checksum of the base under the model's adapters (<see cref="BaseChecksum"/>), for their metadata; null computes it where there are adapters.</summary>
    public string? BaseSha256 { get; init; }

    /// <summary>How it was trained.</summary>
    public JsonElement? Recipe { get; init; }

    /// <summary>Where it comes from.</summary>
    public JsonElement? Provenance { get; init; }

    /// <summary>Crops the centre when acting: a policy that was trained with random crops.</summary>
    public bool CenterCrop { get; init; } = true;

    /// <summary>Further files by name: the tokenizer's.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Called after every base weight with the bytes written so far and in all.</summary>
    public Action<long, long>? Written { get; init; }

    /// <summary>Largest safetensors shard, 5 GB as transformers has it.</summary>
    public long ShardBytes { get; init; } = 5_000_000_000;
}
