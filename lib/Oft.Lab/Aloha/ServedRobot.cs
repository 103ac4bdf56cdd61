using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Oft.Lab.Training;

namespace Oft.Lab.Aloha;

/// <summary>A simulated robot served as a ROS graph, with a master of its own, by another process of this program.</summary>
public sealed partial class ServedRobot : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);
    private readonly Process process;
    private readonly Task<string> rest;

    private ServedRobot(Process process, Uri master) => (this.process, Master, rest) = (process, master, process.StandardOutput.ReadToEndAsync());

    [GeneratedRegex(@"([0-9]+) of 100 points")]
    private static partial Regex Points { get; }

    /// <summary>Its master.</summary>
    public Uri Master { get; }

    /// <summary>Starts it and waits until its graph is there.</summary>
    /// <param name="program">The <c>oft</c> assembly.</param>
    /// <param name="task">What stands on its table.</param>
    /// <param name="height">Pixels down of its pictures.</param>
    /// <param name="cancel">Kills it.</param>
    /// <exception cref="InvalidOperationException">It ended before its graph was there; the message holds what it said.</exception>
    public static ServedRobot Start(string program, string task, int height, CancellationToken cancel)
    {
        var master = new Uri($"http://127.0.0.1:{LocalProcesses.FreePort()}/");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "aloha", "simulate", "--with-master", "--master", master.ToString(), "--task", task, "--height", height.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var late = new CancellationTokenSource(patience);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        using var end = both.Token.Register(process.Kill);
        while (process.StandardOutput.ReadLine() is { } line)
            if (line.Contains("Ctrl-C ends it", StringComparison.Ordinal)) return new ServedRobot(process, master);
        cancel.ThrowIfCancellationRequested();
        throw new InvalidOperationException($"oft aloha simulate ended before its graph was there: {said.Result.Trim()}");
    }

    /// <summary>Ends it.</summary>
    /// <returns>Its last words, and the points of the task's rubric that are in them; null where none are.</returns>
    public (string Said, double? Points) End()
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) kill.WaitForExit();
        if (!process.WaitForExit(TimeSpan.FromSeconds(20))) process.Kill(entireProcessTree: true);
        var said = rest.GetAwaiter().GetResult().Trim();
        return (said, Points.Match(said) is { Success: true } found ? double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Kills it where it was not ended.</summary>
    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
