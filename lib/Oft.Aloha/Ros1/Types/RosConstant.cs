namespace Oft.Aloha.Ros1.Types;

/// <summary>One constant of a message; a text keeps everything to the end of its line.</summary>
public sealed record RosConstant(string Type, string Name, string Value);
