using static TorchSharp.torch;

namespace Oft.Lab.Benches.Engine;

/// <summary>One thing both sides do, told apart by its name.</summary>
/// <param name="name">The name engine_bench.py knows it by.</param>
/// <param name="run">Does it once and lets go of what it made.</param>
/// <param name="track">Whether the graph is kept.</param>
internal sealed class EngineCase(string name, Action run, bool track = false)
{
    private int count = 1;

    /// <summary>The name engine_bench.py knows it by.</summary>
    public string Name => name;

    /// <summary>Nanoseconds of processor time of one call, everything of this process included, over a loop of about so long.</summary>
    public double Measure(TimeSpan length)
    {
        using var mode = set_grad_enabled(track);
        while (true)
        {
            var began = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < count; i++) run();
            var took = Environment.CpuUsage.TotalTime - began;
            if (took >= length / 2) return took.TotalNanoseconds / count;
            count *= 2;
        }
    }
}
