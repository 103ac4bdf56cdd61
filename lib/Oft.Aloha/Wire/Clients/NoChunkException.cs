namespace Oft.Aloha.Wire.Clients;

/// <summary>A server gave no actions. Nothing of its answer was used.</summary>
/// <param name="reason">Why.</param>
/// <param name="message">Which server, what was expected, what came.</param>
/// <param name="inner">What lies below.</param>
public sealed class NoChunkException(NoChunkReason reason, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Why.</summary>
    public NoChunkReason Reason { get; } = reason;
}
