using System.Diagnostics;
using System.Globalization;

namespace Oft.Lab.Runs;

/// <summary>The memory this process has right now.</summary>
/// <param name="AnonymousBytes">Its own: what would not fit elsewhere.</param>
/// <param name="MappedBytes">Of files, which the system may give back and read again.</param>
public sealed record ProcessMemory(long AnonymousBytes, long MappedBytes)
{
    /// <summary>Asks the system. Where it does not tell the two apart, all of it counts as anonymous.</summary>
    public static ProcessMemory Now()
    {
        const string file = "/proc/self/status";
        if (!File.Exists(file)) return new(Process.GetCurrentProcess().WorkingSet64, 0);
        var numbers = File.ReadLines(file).Where(line => line.StartsWith("Rss", StringComparison.Ordinal))
            .ToDictionary(line => line[..line.IndexOf(':')], line => 1024 * long.Parse(line[(line.IndexOf(':') + 1)..].Replace("kB", "").Trim(), CultureInfo.InvariantCulture));
        return new(numbers.GetValueOrDefault("RssAnon"), numbers.GetValueOrDefault("RssFile"));
    }
}
