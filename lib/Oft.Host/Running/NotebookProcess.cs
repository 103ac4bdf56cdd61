using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Oft.Host.Cells;
using Oft.Host.Documents;
using Oft.Host.Scripting;

namespace Oft.Host.Running;

/// <summary>Runs one notebook in a process of its own and watches it.</summary>
public static class NotebookProcess
{
    private static Process? early;

    /// <summary>Starts a process that gets warm and waits for its order, while this one still reads its command line. Without an order it ends with this one.</summary>
    internal static void Prepare() => early = Process.Start(Start());

    /// <summary>Runs.</summary>
    /// <param name="order">What to run.</param>
    /// <param name="profile"><c>tiny</c> or <c>full</c>, null for what the environment says.</param>
    /// <param name="tell">Takes cells as they begin and end.</param>
    /// <param name="cancellation">Interrupts it; what it did so far is kept.</param>
    public static async Task<RunResult> RunAsync(RunOrder order, string? profile, Action<RunEvent> tell, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        if (profile is not null) order = order with { Environment = new Dictionary<string, string>(order.Environment) { ["OFT_PROFILE"] = profile } };
        using var worker = Interlocked.Exchange(ref early, null) ?? Process.Start(Start()) ?? throw new InvalidOperationException("the process for the notebook did not start.");
        using var interrupt = cancellation.Register(() => Signal(worker, 2));
        await worker.StandardInput.WriteAsync(order.ToLine());
        worker.StandardInput.Close();
        var (cells, message, status) = (new List<RunEvent>(), (string?)null, (int?)null);
        RunEvent? open = null;
        while (await worker.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (Event(line) is not { } told) continue;
            switch ((string?)told["event"])
            {
                case "begin":
                    tell(open = new RunEvent((int)told["cell"]!, (int)told["number"]!, (int)told["step"]!, (int)told["of"]!, (string)told["label"]!));
                    break;
                case "done" when open is not null:
                    cells.Add(open with { Seconds = (double)told["seconds"]!, Error = (string?)told["error"], WorkingSet = (long)told["bytes"]! });
                    tell(cells[^1]);
                    open = null;
                    if (cells[^1].Error is { } error) message ??= $"cell {cells[^1].Number}: {error}";
                    break;
                case "refused":
                    message = (string)told["message"]!;
                    break;
                case "end":
                    status = (int)told["status"]!;
                    break;
            }
        }
        await worker.WaitForExitAsync(CancellationToken.None);
        if (status is null)
        {
            message = Died(order, worker.ExitCode, open);
            status = 1;
        }
        return new RunResult(status.Value, status == 0 ? null : message, cells, clock.Elapsed);
    }

    /// <summary>A process of this program.</summary>
    internal static ProcessStartInfo Start()
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "oft.dll"), NotebookWorker.Argument]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // Counting calls for later recompilation costs a short run more than it gives.
        start.Environment.TryAdd("DOTNET_TieredPGO", "0");
        // On processors with a large cache the runtime would let garbage grow to a hundred megabytes before it looks; 16 MB (in hexadecimal), at first and later.
        start.Environment.TryAdd("DOTNET_GCgen0size", "1000000");
        start.Environment.TryAdd("DOTNET_GCgen0MaxBudget", "1000000");
        return start;
    }

    // The worker writes the end of its cell itself where it can; after a kill or a fault in native code nobody but this process is left.
    private static string Died(RunOrder order, int exit, RunEvent? open)
    {
        var how = exit > 128 ? $"signal {exit - 128}" : $"exit status {exit}";
        if (open is null || !File.Exists(order.Output)) return $"the process of the notebook ended with {how} before it was done.";
        var document = NotebookDocument.Load(order.Output);
        var cell = document.Cells[open.Cell];
        if (cell.Outputs.LastOrDefault()?["output_type"]?.GetValue<string>() is not "error")
        {
            cell.Outputs.Add((JsonNode)CellOutputs.Error(new CellFault("ProcessEnded", $"the process ended with {how} while this cell ran (a kill, or a fault in native code). Cells before it are complete; cells after it did not run.")));
            document.Save(order.Output);
        }
        var last = cell.Outputs.Last()!;
        return $"cell {open.Number}: {last["ename"]}: {last["evalue"]}";
    }

    private static JsonNode? Event(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;                                                        // something that a runtime wrote before the streams were taken over
        }
    }

    private static void Signal(Process worker, int signal)
    {
        if (!worker.HasExited) Process.Start("kill", [$"-{signal}", $"{worker.Id}"]).WaitForExit();
    }
}
