namespace Oft.Evaluation.Latency;

/// <summary>What one part of a call takes.</summary>
/// <param name="Name">As the policy calls it.</param>
/// <param name="Seconds">Of a call, on average; all its spans together.</param>
/// <param name="Spans">How often it is entered in a call.</param>
/// <param name="Share">Of the whole call, 0 to 1.</param>
public sealed record StageTime(string Name, double Seconds, double Spans, double Share);
