using System.Globalization;

namespace Oft.Lab.Benches.Engine;

/// <summary>The Python side of the engine's bench, asked for one case at a time.</summary>
internal sealed class PythonRival(int threads) : IDisposable
{
    private readonly PythonTorch python = new("engine_bench.py", threads);

    /// <summary>Makes all cases anew, behind a gap of so many numbers in memory.</summary>
    public void Build(int gap) => Ask("build", gap);

    /// <summary>Nanoseconds of processor time of one call, over a loop of about so long.</summary>
    public double Measure(string name, TimeSpan length) => Ask(name, length.TotalSeconds);

    /// <summary>Ends it.</summary>
    public void Dispose() => python.Dispose();

    private double Ask(string what, double amount) => double.Parse(python.Ask(what, amount.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
}
