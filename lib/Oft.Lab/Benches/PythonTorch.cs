using System.Diagnostics;
using System.Globalization;
using static TorchSharp.torch;

namespace Oft.Lab.Benches;

/// <summary>Python's torch over the same libtorch, running a script of ours in a process of its own and answering a line for a line.</summary>
internal sealed class PythonTorch : IDisposable
{
    private readonly Process process;
    private readonly string script;

    /// <summary>Starts it.</summary>
    /// <param name="resource">The script, as the assembly holds it.</param>
    /// <param name="threads">Threads of its operators.</param>
    /// <exception cref="InvalidOperationException">No Python here has the torch this engine runs on.</exception>
    public PythonTorch(string resource, int threads)
    {
        script = Path.Combine(Path.GetTempPath(), $"oft-{Path.GetFileNameWithoutExtension(resource)}-{Environment.ProcessId}.py");
        using (var source = typeof(PythonTorch).Assembly.GetManifestResourceStream(resource)!)
        using (var file = File.Create(script))
            source.CopyTo(file);
        var start = new ProcessStartInfo(Interpreter()) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(script);
        start.ArgumentList.Add(threads.ToString(CultureInfo.InvariantCulture));
        process = Process.Start(start)!;
    }

    /// <summary>Says a line of two words and waits for the answer.</summary>
    /// <exception cref="InvalidOperationException">The script ended.</exception>
    public string Ask(string what, string amount)
    {
        process.StandardInput.WriteLine($"{what}\t{amount}");
        process.StandardInput.Flush();
        return process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"the Python side ended at '{what}'");
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5000)) process.Kill();
        process.Dispose();
        File.Delete(script);
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
