using System.Diagnostics;
using static TorchSharp.torch;

namespace Oft.Torch.Tests.Peers;

/// <summary>Python's torch over the same libtorch: the reference for bits.</summary>
internal static class PythonTorch
{
    private static readonly Lazy<string?> interpreter = new(Find);

    /// <summary>Runs one of the scripts beside this file and gives back what it printed.</summary>
    public static string Run(string script, params string[] arguments)
    {
        if (interpreter.Value is null) Need.Missing("no python3 here imports the torch this engine runs on (Debian: python3-torch; OFT_PYTHON names another)");
        return Execute(interpreter.Value!, [Path.Combine(AppContext.BaseDirectory, "Peers", script), .. arguments], out var failed) is var text && failed is null
            ? text
            : throw new InvalidOperationException($"{script} failed: {failed}");
    }

    // Bits can only be the same where both sides load the same version.
    private static string? Find()
    {
        var wanted = __version__.Split('a', '+')[0];
        string[] candidates = [Environment.GetEnvironmentVariable("OFT_PYTHON") ?? "", "/usr/bin/python3", "python3"];
        return candidates.FirstOrDefault(python =>
            python.Length > 0
            && Execute(python, ["-c", "import torch; print(torch.__version__)"], out var failed) is var text
            && failed is null
            && text.Trim().Split('a', '+')[0] == wanted);
    }

    private static string Execute(string python, string[] arguments, out string? failed)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            failed = process.ExitCode == 0 ? null : error.Result;
            return text;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            failed = missing.Message;
            return "";
        }
    }
}
