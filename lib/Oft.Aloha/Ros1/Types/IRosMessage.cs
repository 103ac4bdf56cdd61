using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Types;

/// <summary>A message with a C# type of its own, written by <see cref="Generation.MessageGenerator"/>.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IRosMessage<TSelf> where TSelf : IRosMessage<TSelf>
{
    /// <summary>How nodes compare it.</summary>
    static abstract RosType Type { get; }

    /// <summary>Reads its fields.</summary>
    /// <exception cref="RosFormatException">The bytes end before they do.</exception>
    static abstract TSelf Read(ref RosReader reader);

    /// <summary>Writes its fields.</summary>
    void Write(RosWriter writer);
}
