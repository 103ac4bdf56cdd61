namespace Oft.Data.Aloha;

/// <summary>Something worth knowing about a recording.</summary>
/// <param name="Problem">True where a policy must not be trained on it as it is; false for a remark.</param>
/// <param name="Where">The data set, and the step where there is one.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record AlohaFinding(bool Problem, string Where, string Message);
