using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Oft.Host.Cells;

namespace Oft.Host.Jupyter;

/// <summary>A Jupyter kernel: five sockets, requests in order on shell, interrupt and shutdown beside them on control.</summary>
internal sealed class JupyterKernel : IDisposable
{
    private const int MostSignatures = 100_000;

    private readonly byte[] key;
    private readonly string session = Guid.NewGuid().ToString("N");
    private readonly ZmtpServer shell, control, stdin, iopub, heartbeat;
    private readonly Channel<Request> shellRequests = Channel.CreateUnbounded<Request>(), controlRequests = Channel.CreateUnbounded<Request>();
    private readonly ConcurrentDictionary<string, bool> seen = [];
    private readonly ConcurrentQueue<string> seenInOrder = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string> log;
    private readonly CellExecution execution;
    private readonly ShellAnswers answers;
    private long arrived, aborted = -1;
    private Request? running;

    private sealed record Request(JupyterMessage Message, ZmtpConnection From, bool OnControl, long Number);

    /// <summary>Listens.</summary>
    /// <param name="file">Ports and key.</param>
    /// <param name="folder">Where relative paths of cells begin.</param>
    /// <param name="streams">The process's streams, made for the sink that is handed to it.</param>
    /// <param name="log">Takes lines for the log of whoever started the kernel.</param>
    public JupyterKernel(ConnectionFile file, string folder, Func<IOutputSink, StreamCapture?> streams, Action<string> log)
    {
        (key, this.log) = (Encoding.UTF8.GetBytes(file.Key), log);
        iopub = new ZmtpServer("PUB", file.Ip, file.IOPub, (_, _) => { }, log);
        var sink = new JupyterSink((type, content) => Publish(type, running?.Message, content));
        execution = new CellExecution(sink, new JupyterInput(Ask), folder, streams(sink));
        answers = new ShellAnswers(execution);
        stdin = new ZmtpServer("ROUTER", file.Ip, file.Stdin, (from, frames) => Receive(from, frames, message => execution.Answer(message)), log);
        heartbeat = new ZmtpServer("REP", file.Ip, file.Heartbeat, (from, frames) => from.Send(ZmtpFrames.Message(frames)), log);
        control = new ZmtpServer("ROUTER", file.Ip, file.Control, (from, frames) => Receive(from, frames, message => controlRequests.Writer.TryWrite(new(message, from, true, 0))), log);
        shell = new ZmtpServer("ROUTER", file.Ip, file.Shell, (from, frames) => Receive(from, frames, message => shellRequests.Writer.TryWrite(new(message, from, false, Interlocked.Increment(ref arrived)))), log);
    }

    /// <summary>The ports it listens on, for clients without a connection file of their own.</summary>
    public ConnectionFile Ports(ConnectionFile file) => file with { Shell = shell.Port, Control = control.Port, Stdin = stdin.Port, IOPub = iopub.Port, Heartbeat = heartbeat.Port };

    /// <summary>Serves until a client asks for shutdown, the parent has gone, or the cancellation comes.</summary>
    public async Task RunAsync(int? parent, CancellationToken cancellation)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            execution.Interrupt();
        });
        Publish("status", null, new JsonObject { ["execution_state"] = "starting" });
        var loops = Task.WhenAny(ServeAsync(shellRequests.Reader), ServeAsync(controlRequests.Reader), ended.Task, WatchAsync(parent, cancellation));
        await loops;
        await Task.WhenAll(iopub.FlushAsync(), control.FlushAsync(), shell.FlushAsync());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var socket in (ZmtpServer[])[shell, control, stdin, iopub, heartbeat]) socket.Dispose();
        execution.Dispose();
    }

    // Whatever is malformed, signed with another key or comes again is dropped; the connection stays.
    private void Receive(ZmtpConnection from, IReadOnlyList<byte[]> frames, Action<JupyterMessage> take)
    {
        try
        {
            var message = JupyterMessage.Read(frames, key, out var signature);
            if (key.Length > 0)
            {
                if (!seen.TryAdd(signature, true)) throw new ZmtpException("a message came a second time.");
                seenInOrder.Enqueue(signature);
                if (seenInOrder.Count > MostSignatures && seenInOrder.TryDequeue(out var oldest)) seen.TryRemove(oldest, out _);
            }
            take(message);
        }
        catch (ZmtpException e)
        {
            log($"a message was dropped: {e.Message}");
        }
    }

    private async Task ServeAsync(ChannelReader<Request> requests)
    {
        await foreach (var request in requests.ReadAllAsync())
        {
            if (!request.OnControl) running = request;
            Publish("status", request.Message, new JsonObject { ["execution_state"] = "busy" });
            try
            {
                await AnswerAsync(request);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // A request that cannot be understood must not end the kernel.
                log($"{request.Message.Type}: {e.Message}");
                Reply(request, new JsonObject { ["status"] = "error", ["ename"] = e.GetType().Name, ["evalue"] = e.Message, ["traceback"] = new JsonArray() });
            }
            execution.Flush();
            Publish("status", request.Message, new JsonObject { ["execution_state"] = "idle" });
            if (request.Message.Type == "shutdown_request") ended.TrySetResult();
        }
    }

    private async Task AnswerAsync(Request request)
    {
        var message = request.Message;
        switch (message.Type)
        {
            case "execute_request" when !request.OnControl: await ExecuteAsync(request); break;
            case "interrupt_request":
                execution.Interrupt();
                Reply(request, new JsonObject { ["status"] = "ok" });
                break;
            case "shutdown_request":
                var restart = message.Content["restart"] is JsonValue value && value.TryGetValue(out bool again) && again;
                execution.Interrupt();
                Reply(request, new JsonObject { ["status"] = "ok", ["restart"] = restart });
                Publish("shutdown_reply", message, new JsonObject { ["status"] = "ok", ["restart"] = restart });
                break;
            case "comm_open":
                // No widgets here: the other side hears that its target does not exist.
                Publish("comm_close", message, new JsonObject { ["comm_id"] = message.Content["comm_id"]?.DeepClone(), ["data"] = new JsonObject() });
                break;
            case "comm_msg" or "comm_close": break;
            default:
                if (await answers.AnswerAsync(message) is { } content) Reply(request, content);
                else log($"{message.Type}: not known, not answered.");
                break;
        }
    }

    private async Task ExecuteAsync(Request request)
    {
        if (request.Number <= Interlocked.Read(ref aborted))
        {
            Reply(request, new JsonObject { ["status"] = "aborted", ["execution_count"] = execution.Count });
            return;
        }
        var content = await execution.RunAsync(request.Message.Content);
        // What was queued behind a cell that failed does not run, unless its client wants it to.
        var goesOn = request.Message.Content["stop_on_error"] is JsonValue wish && wish.TryGetValue(out bool stops) && !stops;
        if ((string?)content["status"] == "error" && !goesOn) Interlocked.Exchange(ref aborted, Interlocked.Read(ref arrived));
        Reply(request, content);
    }

    private bool Ask(JsonObject content)
    {
        if (running is not { } request || !execution.MayAsk || stdin.Find(request.From.Identity) is not { } person) return false;
        person.Send(ZmtpFrames.Message(JupyterMessage.Create("input_request", session, request.Message.Header, content, request.Message.Identities).ToFrames(key)));
        return true;
    }

    private void Reply(Request request, JsonObject content) =>
        request.From.Send(ZmtpFrames.Message(JupyterMessage.Create(request.Message.Type.Replace("_request", "_reply"), session, request.Message.Header, content, request.Message.Identities).ToFrames(key)));

    private void Publish(string type, JupyterMessage? parent, JsonObject content) =>
        iopub.Publish(JupyterMessage.Create(type, session, parent?.Header, content, [Encoding.UTF8.GetBytes($"kernel.{session}.{type}")]).ToFrames(key));

    // A kernel whose client died would stay for ever.
    private static async Task WatchAsync(int? parent, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && (parent is null || Directory.Exists($"/proc/{parent}")))
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
