namespace Oft.Aloha.Gate;

/// <summary>A profile of limits that cannot be used, and why.</summary>
public sealed class GateProfileException(string message) : Exception(message);
