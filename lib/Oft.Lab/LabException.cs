namespace Oft.Lab;

/// <summary>A notebook asks for something that is not here; the message says what is, and what to do.</summary>
public sealed class LabException(string message) : Exception(message);
