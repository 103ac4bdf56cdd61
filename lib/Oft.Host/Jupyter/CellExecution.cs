using System.Text.Json.Nodes;
using Oft.Host.Cells;
using Oft.Host.Documents;
using Oft.Host.Running;
using Oft.Host.Scripting;

namespace Oft.Host.Jupyter;

/// <summary>Runs cells for a client, one at a time, and can be told to stop from beside.</summary>
internal sealed class CellExecution : IDisposable
{
    private readonly JupyterSink sink;
    private readonly JupyterInput input;
    private readonly Lock door = new();
    private CancellationTokenSource? current;

    public CellExecution(JupyterSink sink, JupyterInput input, string folder, StreamCapture? streams)
    {
        (this.sink, this.input) = (sink, input);
        Kernel = new CellKernel(sink, input, folder, streams);
    }

    /// <summary>What runs the cells.</summary>
    public CellKernel Kernel { get; }

    /// <summary>The number of the last cell.</summary>
    public int Count { get; private set; }

    /// <summary>True where the client of the running cell lets it ask.</summary>
    public bool MayAsk { get; private set; }

    /// <summary>What was typed.</summary>
    public InputHistory History { get; } = new();

    /// <summary>Answers an <c>execute_request</c>.</summary>
    public async Task<JsonObject> RunAsync(JsonObject request)
    {
        var code = request["code"] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
        var silent = Flag(request, "silent", false);
        MayAsk = Flag(request, "allow_stdin", true);
        if (!silent && Flag(request, "store_history", true)) History.Add(++Count, code);
        (sink.Silent, sink.ExecutionCount) = (silent, Count);
        if (!silent) sink.Say("execute_input", new JsonObject { ["code"] = code, ["execution_count"] = Count });
        var fault = await FaultOfAsync(code);
        if (fault is not null)
        {
            var error = CellOutputs.Error(fault);
            error.Remove("output_type");
            sink.Say("error", error.DeepClone().AsObject());
            sink.Silent = false;
            error["status"] = "error";
            error["execution_count"] = Count;
            return error;
        }
        var expressions = await AskedAsync(request["user_expressions"] as JsonObject ?? []);
        sink.Silent = false;
        return new JsonObject { ["status"] = "ok", ["execution_count"] = Count, ["payload"] = new JsonArray(), ["user_expressions"] = expressions };
    }

    /// <summary>Stops the running cell; between cells nothing happens.</summary>
    public void Interrupt()
    {
        lock (door) current?.Cancel();
    }

    /// <summary>The person has answered.</summary>
    public void Answer(JupyterMessage message)
    {
        if (message.Type == "input_reply" && message.Content["value"] is JsonValue value && value.TryGetValue(out string? text)) input.Answer(text);
    }

    /// <summary>Sends text that is still gathered.</summary>
    public void Flush() => sink.Flush();

    /// <inheritdoc/>
    public void Dispose() => Kernel.Dispose();

    private async Task<CellFault?> FaultOfAsync(string code)
    {
        if (Kernel.Session.Poisoned) return new CellFault("RestartNeeded", "code of an interrupted cell is still running in this kernel. Restart the kernel.");
        using var cancellation = new CancellationTokenSource();
        lock (door) current = cancellation;
        var gone = new TaskCompletionSource();
        using var late = cancellation.Token.Register(() => Task.Delay(TimeSpan.FromSeconds(NotebookWorker.Patience)).ContinueWith(_ => gone.TrySetResult(), TaskScheduler.Default));
        try
        {
            var run = Task.Run(() => Kernel.RunAsync(code, Languages.CSharp, $"cell{Count}.csx", null, cancellation.Token));
            if (await Task.WhenAny(run, gone.Task) != run)
            {
                Kernel.Session.Poison();
                return new CellFault("NotStopped", $"the cell did not stop within {NotebookWorker.Patience} s, because it waits in native code or holds a thread. Restart the kernel.");
            }
            await run;
            return null;
        }
        catch (CellFault fault)
        {
            return fault;
        }
        catch (OperationCanceledException)
        {
            return new CellFault("Interrupted", "stopped before its end; what earlier cells set is kept.");
        }
        finally
        {
            lock (door) current = null;
        }
    }

    private async Task<JsonObject> AskedAsync(JsonObject expressions)
    {
        var answers = new JsonObject();
        using var cancellation = new CancellationTokenSource();
        lock (door) current = cancellation;
        foreach (var (name, expression) in expressions)
            try
            {
                var (_, value) = await Kernel.Session.RunAsync(expression is JsonValue text && text.TryGetValue(out string? code) ? code : "null", "expression.csx", null, cancellation.Token);
                answers[name] = new JsonObject { ["status"] = "ok", ["data"] = MimeBundle.Format(value, "text/plain").ToJson(asLines: false), ["metadata"] = new JsonObject() };
            }
            catch (CellFault fault)
            {
                answers[name] = new JsonObject { ["status"] = "error", ["ename"] = fault.Name, ["evalue"] = fault.Message, ["traceback"] = new JsonArray([.. fault.Lines.Select(line => (JsonNode)line)]) };
            }
        lock (door) current = null;
        return answers;
    }

    private static bool Flag(JsonObject request, string name, bool otherwise) => request[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : otherwise;
}
