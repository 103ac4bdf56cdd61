namespace Oft.Aloha.Wire;

/// <summary>Bytes from the other side that are not what the protocol says. Nothing of them was used.</summary>
/// <param name="fault">What kind of thing is wrong.</param>
/// <param name="message">What was expected, what came.</param>
/// <param name="inner">What a parser below said.</param>
public sealed class WireException(WireFault fault, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>What kind of thing is wrong.</summary>
    public WireFault Fault { get; } = fault;
}
