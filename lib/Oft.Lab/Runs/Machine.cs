using System.Runtime.InteropServices;

namespace Oft.Lab.Runs;

/// <summary>The machine a number was measured on, in the words a reader compares by.</summary>
/// <param name="Processor">The processor's own name.</param>
/// <param name="Cores">Processors this process may use.</param>
/// <param name="MemoryGib">Memory this process may use, in GiB.</param>
/// <param name="System">Operating system and .NET version.</param>
public sealed record Machine(string Processor, int Cores, double MemoryGib, string System)
{
    /// <summary>This machine.</summary>
    public static Machine Here { get; } = new(
        ProcessorName(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30), 1),
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");

    private static string ProcessorName()
    {
        const string file = "/proc/cpuinfo";
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
