namespace Oft.Aloha.Ros1.Graph;

/// <summary>A service call that gave no answer, and why.</summary>
public sealed class RosServiceException(string message, Exception? inner = null) : Exception(message, inner);
