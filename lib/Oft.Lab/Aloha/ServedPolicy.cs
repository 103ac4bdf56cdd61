using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Oft.Lab.Aloha;

/// <summary>A policy served by another process of this program, until it is disposed.</summary>
public sealed partial class ServedPolicy : IDisposable
{
    private readonly Process process;
    private int ended;

    private ServedPolicy(Process process, Uri address) => (this.process, Address) = (process, address);

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Link { get; }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Starts it and waits for its address.</summary>
    /// <param name="program">The <c>oft</c> assembly.</param>
    /// <param name="checkpoint">The folder that is served.</param>
    /// <param name="cancel">Kills it.</param>
    /// <exception cref="InvalidOperationException">It ended before it had an address; the message holds what it said.</exception>
    public static ServedPolicy Start(string program, string checkpoint, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet", [program, "serve", checkpoint, "--port", "0"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync(cancel);
        using var end = cancel.Register(process.Kill);
        while (process.StandardOutput.ReadLine() is { } line)
            if (Link.Match(line) is { Success: true } link)
            {
                _ = process.StandardOutput.ReadToEndAsync(cancel);
                return new(process, new Uri(link.Value.TrimEnd(',', '.')));
            }
        cancel.ThrowIfCancellationRequested();
        throw new InvalidOperationException($"oft serve ended before it had an address: {said.Result.Trim()}");
    }

    /// <summary>Kills it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref ended, 1) != 0) return;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
