namespace Oft.Aloha.Wire.Clients;

/// <summary>Why a server gave no actions.</summary>
public enum NoChunkReason
{
    /// <summary>Nobody listens there; nothing was sent.</summary>
    NotReached,

    /// <summary>The budget was used up.</summary>
    TimedOut,

    /// <summary>The server said no: a wrong token, a wrong request, too busy.</summary>
    Refused,

    /// <summary>The server broke, or closed the connection.</summary>
    Broken,

    /// <summary>What came is no chunk: text, another shape, a number that is not finite.</summary>
    Malformed,
}
