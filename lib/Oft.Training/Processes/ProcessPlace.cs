using System.Globalization;

namespace Oft.Training.Processes;

/// <summary>Which of several processes this one is, and where they meet: what torchrun, the examples in <c>environment/cluster</c>, and <c>oft train --processes</c> set.</summary>
/// <param name="Rank">This one, from 0.</param>
/// <param name="Size">Processes together.</param>
/// <param name="Host">Where the first one is reached.</param>
/// <param name="Port">A port of it that is free.</param>
public sealed record ProcessPlace(int Rank, int Size, string Host, int Port)
{
    private static readonly string[] needed = ["RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT"];

    /// <summary>The store at host and port is kept by whoever started the processes (torchrun does), not by the first of them.</summary>
    public bool KeptByLauncher { get; init; }

    /// <summary>How often the processes were started again at the same store.</summary>
    public int Start { get; init; }

    /// <summary>The network interface the others reach this one by; null finds the address that leads to the host.</summary>
    public string? NetworkInterface { get; init; }

    /// <summary>The place that the environment names; null where it names none, or a single process.</summary>
    /// <param name="read">Reads a variable; null reads the process's own.</param>
    /// <exception cref="ArgumentException">Only some of the variables are there, or one makes no sense.</exception>
    public static ProcessPlace? FromEnvironment(Func<string, string?>? read = null)
    {
        read ??= Environment.GetEnvironmentVariable;
        var missing = needed.Where(name => string.IsNullOrEmpty(read(name))).ToList();
        if (missing.Contains("RANK") && missing.Contains("WORLD_SIZE")) return null;
        if (missing.Count > 0) throw new ArgumentException($"processes: expected {string.Join(", ", needed)} together, {string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} missing.");
        var place = new ProcessPlace(Number(read, "RANK", 0, int.MaxValue), Number(read, "WORLD_SIZE", 1, int.MaxValue), read("MASTER_ADDR")!, Number(read, "MASTER_PORT", 1, 65535))
        {
            KeptByLauncher = "True".Equals(read("TORCHELASTIC_USE_AGENT_STORE"), StringComparison.OrdinalIgnoreCase),
            Start = string.IsNullOrEmpty(read("TORCHELASTIC_RESTART_COUNT")) ? 0 : Number(read, "TORCHELASTIC_RESTART_COUNT", 0, int.MaxValue),
            NetworkInterface = read("GLOO_SOCKET_IFNAME") is { Length: > 0 } name ? name : null,
        };
        if (place.Rank >= place.Size) throw new ArgumentException($"processes: expected RANK below WORLD_SIZE, got {place.Rank} of {place.Size}.");
        return place.Size == 1 ? null : place;
    }

    private static int Number(Func<string, string?> read, string name, int least, int most) =>
        int.TryParse(read(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw new ArgumentException($"processes: {name}: expected a number from {least} to {most}, got '{read(name)}'.");
}
