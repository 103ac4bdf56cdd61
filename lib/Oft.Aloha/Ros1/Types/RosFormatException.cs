namespace Oft.Aloha.Ros1.Types;

/// <summary>Bytes or text that do not follow ROS 1: what was expected, what came.</summary>
public sealed class RosFormatException(string message) : Exception(message);
