namespace Oft.Aloha.Ros1.Graph;

/// <summary>Takes a message as it came.</summary>
/// <param name="body">Holds only during the call.</param>
/// <param name="received">On the node's clock.</param>
public delegate void RosMessageHandler(ReadOnlySpan<byte> body, long received);
