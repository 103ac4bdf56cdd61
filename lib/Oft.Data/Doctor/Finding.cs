namespace Oft.Data.Doctor;

/// <summary>One thing the doctor found.</summary>
/// <param name="Code">A short name, the same for the same kind: <c>lag</c>, <c>gripper</c>, <c>nan</c>, …</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Where">File, episode, field, step: as near as is known.</param>
/// <param name="Message">What was expected and what was found, with numbers.</param>
/// <param name="Advice">What to do.</param>
public sealed record Finding(string Code, Severity Severity, string Where, string Message, string Advice);
