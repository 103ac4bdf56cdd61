using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Oft.Lab.Training;

/// <summary>Several processes of one command on this machine, which meet each other: what torchrun does on one node.</summary>
/// <remarks>
/// The first one speaks to the terminal; what the others say is passed on with their rank before it. Where one ends badly, the others, which
/// learn of it by themselves, get some seconds to end, and are ended then. They are asked to stop by the end of their input, so none is left behind.
/// </remarks>
/// <param name="arguments">Of <c>dotnet</c>: the program and what follows.</param>
/// <param name="count">Processes.</param>
/// <param name="say">Takes what the others say, and who ended.</param>
public sealed class LocalProcesses(IReadOnlyList<string> arguments, int count, Action<string> say)
{
    /// <summary>The variable that tells a process that it is one of these.</summary>
    public const string Variable = "OFT_LAUNCHED";

    private static readonly TimeSpan farewell = TimeSpan.FromSeconds(3);

    /// <summary>Variables beside those that every process needs to meet the others.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Is told the number of every process.</summary>
    public Action<int, int> Started { get; init; } = (_, _) => { };

    /// <summary>Asks the process to stop, once whoever started it has asked, or is gone.</summary>
    /// <param name="stop">Called once, on another thread.</param>
    public static void ListenForTheEnd(Action stop)
    {
        if (System.Environment.GetEnvironmentVariable(Variable) is null) return;
        new Thread(() =>
        {
            while (Console.In.Read() >= 0)
            {
                // Nothing is ever said; the end is the message.
            }
            stop();
        }) { IsBackground = true, Name = "launcher" }.Start();
    }

    /// <summary>Runs them to their end.</summary>
    /// <returns>0, or what the first that ended badly returned.</returns>
    public int Run(CancellationToken cancellation)
    {
        var port = FreePort();
        var running = Enumerable.Range(0, count).Select(rank => Start(rank, port)).ToList();
        try
        {
            using var asked = cancellation.Register(() => running.ForEach(process => process.StandardInput.Close()));
            while (running.Any(process => !process.HasExited) && running.All(process => !process.HasExited || process.ExitCode == 0 || cancellation.IsCancellationRequested)) Thread.Sleep(50);
            var bad = running.FindIndex(process => process.HasExited && process.ExitCode != 0);
            if (bad < 0) return 0;
            if (running.Any(process => !process.HasExited))
            {
                say($"rank {bad} (process {running[bad].Id}) ended with {Ending(running[bad].ExitCode)}; the others end too");
                var until = Stopwatch.GetTimestamp() + (long)(farewell.TotalSeconds * Stopwatch.Frequency);
                while (running.Any(process => !process.HasExited) && Stopwatch.GetTimestamp() < until) Thread.Sleep(50);
                foreach (var (process, rank) in running.Select((process, rank) => (process, rank)))
                    if (!process.HasExited) say($"rank {rank} (process {process.Id}) did not end by itself and was ended");
            }
            return running[bad].ExitCode;
        }
        finally
        {
            foreach (var process in running)
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
                process.WaitForExit();
                process.Dispose();
            }
        }
    }

    private Process Start(int rank, int port)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = rank > 0, RedirectStandardError = rank > 0 };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        foreach (var (name, value) in new[] { ("RANK", rank), ("LOCAL_RANK", rank), ("WORLD_SIZE", count), ("MASTER_PORT", port) }) start.Environment[name] = value.ToString(CultureInfo.InvariantCulture);
        (start.Environment["MASTER_ADDR"], start.Environment[Variable]) = ("127.0.0.1", "1");
        var process = Process.Start(start)!;
        Started(rank, process.Id);
        if (rank == 0) return process;
        DataReceivedEventHandler pass = (_, line) =>
        {
            if (line.Data is { Length: > 0 } text) say($"rank {rank}: {text}");
        };
        process.OutputDataReceived += pass;
        process.ErrorDataReceived += pass;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string Ending(int code) => code > 128 ? $"signal {code - 128}" : $"code {code}";

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
