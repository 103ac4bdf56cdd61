using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Wire;

/// <summary>What a publisher counts: the first number of messages that begin with a header.</summary>
public static class RosSequence
{
    /// <summary>True where a message's first field is a header.</summary>
    public static bool Counts(RosDefinition definition) => definition.Fields is [{ Type: "std_msgs/Header", IsArray: false }, ..];

    /// <summary>Puts the count into a body, where the type has one; the sender's own is lost, as with rospy.</summary>
    public static void Count(RosDefinition definition, Span<byte> body, uint number)
    {
        if (Counts(definition)) RosWriter.Number(body, number);
    }
}
