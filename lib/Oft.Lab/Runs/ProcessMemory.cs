using System.Globalization;

namespace Oft.Lab.Runs;

/// <summary>What this process holds in memory, as Linux counts it; elsewhere what .NET knows.</summary>
public static class ProcessMemory
{
    private const string Status = "/proc/self/status", ClearPeak = "/proc/self/clear_refs";

    /// <summary>Bytes held now.</summary>
    public static long Now => Read("VmRSS:") ?? Environment.WorkingSet;

    /// <summary>The most bytes held since the process began, or since the peak was forgotten.</summary>
    public static long Peak => Read("VmHWM:") ?? System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64;

    /// <summary>Forgets the peak, so that the next one is that of what comes now. Only on Linux.</summary>
    /// <returns>True where it was forgotten.</returns>
    public static bool ForgetPeak()
    {
        try
        {
            File.WriteAllText(ClearPeak, "5");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long? Read(string key)
    {
        if (!File.Exists(Status)) return null;
        var line = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));
        return line is null ? null : 1024 * long.Parse(line[key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
