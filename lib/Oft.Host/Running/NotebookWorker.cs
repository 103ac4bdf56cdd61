using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using Oft.Host.Cells;
using Oft.Host.Documents;
using Oft.Host.Scripting;

namespace Oft.Host.Running;

/// <summary>The process that runs one notebook. It takes its order from standard input and tells what happens in lines of JSON.</summary>
public sealed class NotebookWorker
{
    /// <summary>The first word that makes this program a worker.</summary>
    public const string Argument = "notebook-worker";

    /// <summary>Seconds a cell has to stop after it was told to, before the process gives it up.</summary>
    public const double Patience = 5;

    private readonly RunOrder order;
    private readonly ScriptSession session;
    private readonly StreamCapture streams;
    private readonly Stream events;
    private readonly CellOutputs outputs;
    private readonly CancellationTokenSource interrupt = new();
    private NotebookDocument document = null!;
    private volatile bool finished;

    private NotebookWorker(RunOrder order, ScriptSession session)
    {
        (this.order, this.session) = (order, session);
        outputs = new CellOutputs();
        streams = new StreamCapture(outputs.Stream);
        events = streams.Original;
    }

    /// <summary>Runs the order on standard input.</summary>
    /// <returns>0 where every cell ran, 1 where one failed, 2 where the notebook cannot be run at all, 130 after an interrupt.</returns>
    public static async Task<int> ServeAsync()
    {
        var session = new ScriptSession();
        var text = await Console.In.ReadToEndAsync();
        if (text is "" && Console.IsInputRedirected) return 2;                  // who started it has nothing to run after all
        if (text is not ['{', ..])
        {
            await Console.Error.WriteLineAsync("expected an order on standard input. 'oft run' starts this by itself.");
            return 2;
        }
        var order = RunOrder.FromLine(text);
        foreach (var (name, value) in order.Environment) Environment.SetEnvironmentVariable(name, value);
        Directory.SetCurrentDirectory(Path.GetDirectoryName(order.Notebook)!);
        return await new NotebookWorker(order, session).RunAsync();
    }

    private async Task<int> RunAsync()
    {
        using var stop = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupted);
        using var end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupted);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Died("ProcessEnded", "the code of this cell ended the process (Environment.Exit?). Cells after it did not run.");
        AppDomain.CurrentDomain.UnhandledException += (_, crash) => Died(crash.ExceptionObject.GetType().FullName!, $"{((Exception)crash.ExceptionObject).Message} It was thrown on a thread of its own, where no cell can catch it, and ended the process.");
        var status = 2;
        try
        {
            document = NotebookDocument.Load(order.Notebook);
            var parameters = new Parameters(order.Parameters);
            var place = parameters.Place(document);
            var plan = RunPlan.Of(document, order.From);
            using var kernel = new CellKernel(outputs, parameters, Path.GetDirectoryName(order.Notebook)!, streams, session);
            foreach (var i in plan) (document.Cells[i].Outputs, document.Cells[i].ExecutionCount) = ([], null);
            document.Save(order.Output);
            status = await RunAsync(kernel, plan, place, parameters);
        }
        catch (Exception e) when (e is NotebookException or IOException or UnauthorizedAccessException)
        {
            Tell(new JsonObject { ["event"] = "refused", ["message"] = e.Message });
        }
        finished = true;
        Tell(new JsonObject { ["event"] = "end", ["status"] = status });
        return status;
    }

    private async Task<int> RunAsync(CellKernel kernel, IReadOnlyList<int> plan, int? place, Parameters parameters)
    {
        var (status, step) = (0, 0);
        foreach (var i in plan)
        {
            var (cell, number) = (document.Cells[i], RunPlan.Number(document, i));
            Tell(new JsonObject { ["event"] = "begin", ["cell"] = i, ["number"] = number, ["step"] = ++step, ["of"] = plan.Count, ["label"] = Label(cell.Source) });
            outputs.Begin(cell, number);
            var clock = Stopwatch.StartNew();
            var fault = await FaultOfAsync(kernel, cell, number, i == place ? parameters : null);
            outputs.End(fault);
            outputs.Hold(() => document.Save(order.Output));
            Tell(new JsonObject { ["event"] = "done", ["cell"] = i, ["seconds"] = clock.Elapsed.TotalSeconds, ["bytes"] = Environment.WorkingSet, ["error"] = fault is null ? null : $"{fault.Name}: {fault.Message}", ["lines"] = fault is null ? null : new JsonArray([.. fault.Lines.Select(line => (JsonNode)line)]) });
            if (fault is null) continue;
            if (interrupt.IsCancellationRequested) return 130;
            if (cell.Tags.Contains("raises-exception") && !kernel.Session.Poisoned) continue;
            status = order.AllowErrors ? 0 : 1;
            if (!order.AllowErrors || kernel.Session.Poisoned || fault.Name == "NotStopped") return 1;
        }
        return status;
    }

    private async Task<CellFault?> FaultOfAsync(CellKernel kernel, NotebookCell cell, int number, Parameters? parameters)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(interrupt.Token);
        var begun = false;
        try
        {
            if (parameters is not null) cell.Source = parameters.Code(kernel.Session.Variables);
            var run = Task.Run(() => kernel.RunAsync(cell.Source, cell.Language ?? document.Language, $"cell{number}.csx", Begins, cancellation.Token));
            var gone = new TaskCompletionSource();
            using var late = cancellation.Token.Register(() => Task.Delay(TimeSpan.FromSeconds(Patience)).ContinueWith(_ => gone.TrySetResult(), TaskScheduler.Default));
            if (await Task.WhenAny(run, gone.Task) != run) return new CellFault("NotStopped", $"{Reason()}; it did not stop within {Patience} s, because it waits in native code or holds a thread. The process was given up.");
            await run;
            return null;
        }
        catch (CellFault fault)
        {
            return cancellation.IsCancellationRequested && fault.Name == "Interrupted" ? new CellFault(interrupt.IsCancellationRequested ? "Interrupted" : "TimeoutException", $"{Reason()}; {fault.Message}") : fault;
        }
        catch (OperationCanceledException)
        {
            return new CellFault(interrupt.IsCancellationRequested ? "Interrupted" : "TimeoutException", Reason());
        }

        void Begins()
        {
            if (!begun && order.Timeout is { } seconds) cancellation.CancelAfter(TimeSpan.FromSeconds(seconds));
            begun = true;
        }

        string Reason() => interrupt.IsCancellationRequested ? "the run was interrupted" : $"the cell ran longer than {order.Timeout} s (--timeout)";
    }

    private void Interrupted(PosixSignalContext context)
    {
        context.Cancel = true;
        interrupt.Cancel();
    }

    // The process is about to end inside a cell: what it showed so far is kept, with a word about the end.
    private void Died(string name, string message)
    {
        if (finished || document is null) return;
        finished = true;
        outputs.End(new CellFault(name, message));
        outputs.Hold(() => document.Save(order.Output));
    }

    private void Tell(JsonObject message)
    {
        events.Write(Encoding.UTF8.GetBytes(message.ToJsonString() + "\n"));
        events.Flush();
    }

    private static string Label(string source) => source.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)) ?? "";
}
