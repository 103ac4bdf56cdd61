namespace Oft.Contracts;

/// <summary>What is known of one training set's actions and proprioception: all that turns the model's numbers into the robot's.</summary>
/// <param name="Action">Of the actions.</param>
/// <param name="Proprio">Of the robot's own state; null where none was recorded.</param>
/// <param name="Transitions">Steps in the set.</param>
/// <param name="Trajectories">Episodes in the set.</param>
public sealed record ActionStatistics(FieldStatistics Action, FieldStatistics? Proprio = null, long Transitions = 0, long Trajectories = 0)
{
    /// <summary>A chunk in robot units.</summary>
    /// <param name="normalized">[K, A] from a head, row-major.</param>
    /// <param name="bounds">Which values became -1 and 1.</param>
    public ActionChunk Chunk(ReadOnlySpan<float> normalized, BoundsKind bounds) => new(normalized.Length / Action.Width, Action.Width, Action.Unnormalize(normalized, bounds));

    /// <summary>A chunk in robot units.</summary>
    /// <param name="normalized">[K, A] decoded from tokens, row-major.</param>
    /// <param name="bounds">Which values became -1 and 1.</param>
    public ActionChunk Chunk(ReadOnlySpan<double> normalized, BoundsKind bounds) => new(normalized.Length / Action.Width, Action.Width, Action.Unnormalize(normalized, bounds));
}
