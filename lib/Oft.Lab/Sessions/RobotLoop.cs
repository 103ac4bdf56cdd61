using System.Diagnostics;
using Oft.Lab.Aloha;
using Oft.Lab.Runs;

namespace Oft.Lab.Sessions;

/// <summary>A loop and the policy it asks, each a process of its own, started from a cell. They outlive a kernel that is killed: the arms hold, and another cell joins again.</summary>
public sealed class RobotLoop : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);
    private readonly ServedPolicy policy;
    private readonly Process process;

    private RobotLoop(ServedPolicy policy, Process process, string socket) => (this.policy, this.process, Socket) = (policy, process, socket);

    /// <summary>Where it listens.</summary>
    public string Socket { get; }

    /// <summary>The command of this checkout.</summary>
    public static string Program => Path.Combine(Checkout.Root, "lib", "Oft.Host", "bin", "Release", "net10.0", "oft.dll");

    /// <summary>Starts both and waits until operators are heard.</summary>
    /// <param name="checkpoint">The policy's folder.</param>
    /// <param name="socket">Where it will listen.</param>
    /// <param name="arguments">Of <c>oft aloha run</c>: which robot, the sentence.</param>
    /// <param name="cancellation">Ends the waiting, and both.</param>
    /// <param name="program">The command; null takes this checkout's.</param>
    /// <exception cref="LabException">One of them ended early; the message holds what it said.</exception>
    public static RobotLoop Start(string checkpoint, string socket, IReadOnlyList<string> arguments, CancellationToken cancellation = default, string? program = null)
    {
        var policy = ServedPolicy.Start(program ?? Program, checkpoint, cancellation);
        try
        {
            var start = new ProcessStartInfo("dotnet", [program ?? Program, "aloha", "run", .. arguments, "--server", new Uri(policy.Address, "/act").ToString(), "--operator", socket]) { RedirectStandardOutput = true, RedirectStandardError = true };
            var process = Process.Start(start)!;
            var said = process.StandardError.ReadToEndAsync(cancellation);
            using var late = new CancellationTokenSource(patience);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
            using var end = both.Token.Register(process.Kill);
            while (process.StandardOutput.ReadLine() is { } line)
                if (line.StartsWith("the operator is heard", StringComparison.Ordinal))
                {
                    _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                    return new RobotLoop(policy, process, socket);
                }
            cancellation.ThrowIfCancellationRequested();
            throw new LabException($"oft aloha run ended before it heard anybody: {said.Result.Trim()}");
        }
        catch
        {
            policy.Dispose();
            throw;
        }
    }

    /// <summary>Ends both; the arms hold.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            // It holds and closes its journal on the system's end signal.
            using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) kill.WaitForExit();
            if (!process.WaitForExit(TimeSpan.FromSeconds(10))) process.Kill(entireProcessTree: true);
        }
        process.Dispose();
        policy.Dispose();
    }
}
