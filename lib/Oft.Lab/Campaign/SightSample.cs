using Oft.Contracts;

namespace Oft.Lab.Campaign;

/// <summary>One random scene as towers learn from it.</summary>
/// <param name="Observation">Its pictures; proprioception is empty and the sentence says nothing.</param>
/// <param name="Labels">One per view.</param>
public sealed record SightSample(Observation Observation, IReadOnlyList<PatchLabels> Labels);
