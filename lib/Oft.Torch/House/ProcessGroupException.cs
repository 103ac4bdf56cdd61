namespace Oft.Torch;

/// <summary>Processes did not meet, or lost each other.</summary>
/// <param name="message">What was done, and what libtorch said.</param>
public sealed class ProcessGroupException(string message) : Exception(message);
