using Oft.Data.Sampling;

namespace Oft.Training.Recipes;

/// <summary>A folder that is learned from, and its part in it.</summary>
public sealed record RecipeData
{
    /// <summary>Written by <c>oft demos</c>, or a TFDS data set.</summary>
    public required string Folder { get; init; }

    /// <summary>Multiplied by the folder's number of samples, as the reference draws.</summary>
    public double Weight
    {
        get;
        init { ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(Weight)); field = value; }
    } = 1;

    /// <summary>Its share of what is drawn, whatever it holds; null draws by weight. Either all folders have a share or none.</summary>
    public double? Share { get; init; }

    /// <summary>What becomes of the last K - 1 steps of an episode.</summary>
    public ChunkEnd End { get; init; }

    /// <summary>False for random-start clips: their actions do not count in the statistics, only the robot's own state does.</summary>
    public bool CountsActions { get; init; } = true;

    /// <summary>The camera at the hand, for a policy of one picture that learns to see from there too (<see cref="SeenFromHand"/>); null leaves samples as they are.</summary>
    public string? FromHand { get; init; }
}
