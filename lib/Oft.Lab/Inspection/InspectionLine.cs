namespace Oft.Lab.Inspection;

/// <summary>One finding about a checkpoint folder.</summary>
/// <param name="What">The part it is about.</param>
/// <param name="Text">What was found; for what is wrong, what to do.</param>
/// <param name="IsSound">False where something is missing or does not match.</param>
public sealed record InspectionLine(string What, string Text, bool IsSound = true);
