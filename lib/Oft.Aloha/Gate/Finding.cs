namespace Oft.Aloha.Gate;

/// <summary>Something about the robot that is not as it should be.</summary>
/// <param name="Severity">What it asks for.</param>
/// <param name="Code">Stable name, for logs and tests.</param>
/// <param name="Reason">In words, with the number and the limit.</param>
public sealed record Finding(Severity Severity, string Code, string Reason);
