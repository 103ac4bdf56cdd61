namespace Oft.Host.Jupyter;

/// <summary>A peer does not speak ZMTP as it has to; its connection is closed.</summary>
public sealed class ZmtpException(string message) : Exception(message);
