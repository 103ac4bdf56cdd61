using System.Text.Json;
using Oft.Data.Sampling;
using Oft.Training.Runs;

namespace Oft.Training.Checkpoints;

/// <summary>What a checkpoint says about itself beside its arrays: <c>state.json</c>.</summary>
public sealed record CheckpointFacts
{
    /// <summary>Optimizer steps taken.</summary>
    public required int Step { get; init; }

    /// <summary>Where the batches stand.</summary>
    public required SamplerPosition Position { get; init; }

    /// <summary>Precision and threads of the run.</summary>
    public required RunConditions Conditions { get; init; }

    /// <summary>Steps each weight was moved by; weights that the loss reaches later are younger.</summary>
    public required IReadOnlyDictionary<string, long> Ages { get; init; }

    /// <summary>SHA-256 of the arrays' file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How it is trained, in full.</summary>
    public JsonElement? Recipe { get; init; }
}
