namespace Oft.Aloha.Ros1.XmlRpc;

/// <summary>A document that is no XML-RPC, or a peer that answered with a fault.</summary>
/// <param name="message">What was expected, what came.</param>
/// <param name="fault">The peer's fault code, where it was one.</param>
/// <param name="inner">What the parser said.</param>
public sealed class XmlRpcException(string message, int? fault = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The peer's fault code; null for a document that cannot be read.</summary>
    public int? Fault { get; } = fault;
}
