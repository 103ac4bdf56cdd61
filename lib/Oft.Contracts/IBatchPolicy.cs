namespace Oft.Contracts;

/// <summary>A policy that answers several observations in one pass.</summary>
public interface IBatchPolicy : IPolicy
{
    /// <summary>One chunk per observation, in their order.</summary>
    IReadOnlyList<ActionChunk> Act(IReadOnlyList<Observation> observations);
}
