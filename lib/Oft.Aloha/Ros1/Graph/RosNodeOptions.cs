using System.Net;

namespace Oft.Aloha.Ros1.Graph;

/// <summary>Who a node is and where it lives.</summary>
public sealed record RosNodeOptions
{
    /// <summary>Absolute, as <c>/oft</c>. A second node of the name ends the first.</summary>
    public required string Name
    {
        get;
        init => field = value.StartsWith('/') && value.Length > 1 && value.Skip(1).All(x => char.IsAsciiLetterOrDigit(x) || x is '_' or '/')
            ? value : throw new ArgumentException($"node name '{value}': expected a slash, then letters, digits, underscores or slashes.", nameof(Name));
    }

    /// <summary>The master; <c>ROS_MASTER_URI</c>, or port 11311 of this machine.</summary>
    public Uri Master { get; init; } = new(Environment.GetEnvironmentVariable("ROS_MASTER_URI") ?? "http://127.0.0.1:11311/");

    /// <summary>Where it listens. ROS 1 has neither authentication nor encryption: anything but loopback belongs on a network of its own.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>How others reach it; the address by default.</summary>
    public string Host { get => field ?? Address.ToString(); init; }

    /// <summary>Between two looks whether the master still knows this node.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait between two attempts to reach a publisher; the first is a tenth of a second.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What a peer may take for its connection header.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock that receive times are taken from.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Takes one line for everything that happens to connections.</summary>
    public Action<string> Log { get; init; } = _ => { };
}
