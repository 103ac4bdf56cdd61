using System.Text.Json;
using Oft.Training.Processes;

namespace Oft.Training.Runs;

/// <summary>How a run is kept, beside what it learns.</summary>
public sealed record RunSettings
{
    /// <summary>Everything the run writes goes below it.</summary>
    public required string Folder { get; init; }

    /// <summary>How weights are moved; its compute type is replaced by that of <see cref="Conditions"/>.</summary>
    public required TrainerOptions Trainer { get; init; }

    /// <summary>Precision and threads of a run that begins; one that is continued keeps its own.</summary>
    public required RunConditions Conditions { get; init; }

    /// <summary>Optimizer steps between two checkpoints.</summary>
    public int CheckpointEvery
    {
        get;
        init { ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(CheckpointEvery)); field = value; }
    } = 1000;

    /// <summary>How many of the last checkpoints stay.</summary>
    public int Keep
    {
        get;
        init { ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(Keep)); field = value; }
    } = 2;

    /// <summary>Frozen weights are saved too. Not needed where they come from a base that is read again.</summary>
    public bool SaveFrozen { get; init; } = true;

    /// <summary>How it is trained, in full; saved with every checkpoint.</summary>
    public JsonElement? Recipe { get; init; }

    /// <summary>Other processes that train the same; null trains alone. The first of them writes, and tells the watchers.</summary>
    public ProcessTeam? Team { get; init; }

    /// <summary>Who is told what happens.</summary>
    public IReadOnlyList<IRunWatcher> Watchers { get; init; } = [];
}
