namespace Oft.Aloha.Wire.Clients;

/// <summary>How long a server is waited for, and what it is shown and asked.</summary>
public sealed record ClientSettings
{
    /// <summary>For one attempt to connect.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For a whole question, retries included. On a robot: how long its last chunk lasts. In a simulation a first compilation may take minutes.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What is shown to the server; null for nothing.</summary>
    public string? Token { get; init; }

    /// <summary>K where it is known; null takes any length.</summary>
    public int? ChunkLength { get; init; }

    /// <summary>Bytes of an answer, at most.</summary>
    public int LargestAnswer { get; init; } = 8 << 20;

    /// <summary>How the last number of an action, or of each arm, is meant.</summary>
    public GripperMeaning Gripper { get; init; }
}
