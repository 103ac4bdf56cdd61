namespace Oft.Lab.Sessions;

/// <summary>Something that was not just the policy's way.</summary>
/// <param name="Seconds">Since the session began.</param>
/// <param name="Kind">gate, hold, operator, fault, …</param>
/// <param name="Text">What happened, with numbers.</param>
public sealed record SessionEvent(double Seconds, string Kind, string Text);
