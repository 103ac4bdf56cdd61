using System.Net;

namespace Oft.Aloha.Wire.Serving;

/// <summary>Where a policy is served, to whom, and how much anybody may ask for.</summary>
public sealed record ServeSettings
{
    /// <summary>Where it listens. Loopback: nobody outside this machine.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes any free one. 8777 is what upstream's client asks for.</summary>
    public int Port { get; init; } = 8777;

    /// <summary>What a client must show (<c>Authorization: Bearer</c>, or openpi's <c>Api-Key</c>); null asks for nothing.</summary>
    public string? Token { get; init; }

    /// <summary>Serve other machines without a token all the same. Whoever reaches the port then drives the policy.</summary>
    public bool OpenToAll { get; init; }

    /// <summary>Bytes of one request or message, at most. Three raw pictures of 480x640 are 3.7 MB as base64.</summary>
    public int LargestBody { get; init; } = 8 << 20;

    /// <summary>Bytes of all bodies being read together, at most.</summary>
    public long AllBodies { get; init; } = 128 << 20;

    /// <summary>Requests that may wait behind the one being answered; further ones get 503.</summary>
    public int Queue { get; init; } = 1;

    /// <summary>Bytes a second below which a body is given up, after <see cref="Patience"/>.</summary>
    public double SlowestBody { get; init; } = 4096;

    /// <summary>How long a connection may take for its head, and how long a body may be slow at first.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an idle connection is kept; a WebSocket is pinged this often and dropped where no answer comes as long.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Connections together, at most.</summary>
    public int Connections { get; init; } = 512;

    /// <summary>What an openpi client is told first; an empty map by default.</summary>
    public WireMap Metadata { get; init; } = [];

    /// <summary>Names of the statistics that an older OpenVLA client may ask for; null lets it ask for any.</summary>
    public IReadOnlyList<string>? Statistics { get; init; }

    /// <summary>What <c>/info</c> says beside robot and limits: weights, head, device.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>Refuses to open a policy to other machines without a word about it.</summary>
    /// <exception cref="ArgumentException">The address is not loopback and there is neither a token nor consent.</exception>
    public ServeSettings Checked()
    {
        if (!IPAddress.IsLoopback(Address) && Token is null && !OpenToAll)
            throw new ArgumentException($"serve: {Address} can be reached from other machines. Give a token, or say that everybody may drive this policy.");
        if (Token is { Length: < 16 }) throw new ArgumentException($"serve: expected a token of at least 16 characters, got {Token.Length}.");
        ArgumentOutOfRangeException.ThrowIfNegative(Queue);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Patience, TimeSpan.FromSeconds(1));                 // the web server counts in whole seconds
        ArgumentOutOfRangeException.ThrowIfLessThan(LargestBody, 1024);
        return this;
    }
}
