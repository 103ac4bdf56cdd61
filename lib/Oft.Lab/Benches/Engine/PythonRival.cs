using System.Diagnostics;
using System.Globalization;
using static TorchSharp.torch;

namespace Oft.Lab.Benches.Engine;

/// <summary>Python's torch over the same libtorch, waiting in a process of its own to be asked for one case at a time.</summary>
internal sealed class PythonRival : IDisposable
{
    private readonly Process process;
    private readonly string script = Path.Combine(Path.GetTempPath(), $"oft-engine-bench-{Environment.ProcessId}.py");

    /// <summary>Starts it.</summary>
    /// <exception cref="InvalidOperationException">No Python here has the torch this engine runs on.</exception>
    public PythonRival(int threads)
    {
        using (var source = typeof(PythonRival).Assembly.GetManifestResourceStream("engine_bench.py")!)
        using (var file = File.Create(script))
            source.CopyTo(file);
        var start = new ProcessStartInfo(Interpreter()) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(script);
        start.ArgumentList.Add(threads.ToString(CultureInfo.InvariantCulture));
        process = Process.Start(start)!;
    }

    /// <summary>Makes all cases anew, behind a gap of so many numbers in memory.</summary>
    public void Build(int gap) => Ask("build", gap);

    /// <summary>Nanoseconds of processor time of one call, over a loop of about so long.</summary>
    public double Measure(string name, TimeSpan length) => Ask(name, length.TotalSeconds);

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5000)) process.Kill();
        process.Dispose();
        File.Delete(script);
    }

    private double Ask(string what, double amount)
    {
        process.StandardInput.WriteLine($"{what}\t{amount.ToString(CultureInfo.InvariantCulture)}");
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"the Python side ended at '{what}'");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    private static string Interpreter()
    {
        var wanted = Number(__version__);
        string[] candidates = [Environment.GetEnvironmentVariable("OFT_PYTHON") ?? "", "/usr/bin/python3", "python3"];
        return candidates.FirstOrDefault(python => python.Length > 0 && Number(Version(python)) == wanted)
            ?? throw new InvalidOperationException(
                $"this bench compares with Python's torch {wanted}: install it (Debian: apt install python3-torch) or name a Python that has it in OFT_PYTHON");
    }

    private static string Number(string version) => version.Trim().Split('a', '+')[0];

    private static string Version(string python)
    {
        try
        {
            var start = new ProcessStartInfo(python, ["-c", "import torch; print(torch.__version__)"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var asked = Process.Start(start)!;
            var error = asked.StandardError.ReadToEndAsync();
            var version = asked.StandardOutput.ReadToEnd();
            asked.WaitForExit();
            return version;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
