using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Oft.Host.Jupyter;

/// <summary>A client as small as measuring a kernel needs: it asks, and says when what it asked for was done.</summary>
internal sealed class KernelClient : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);
    private readonly byte[] key;
    private readonly TcpClient shell = new(), control = new(), iopub = new();

    private KernelClient(byte[] key) => this.key = key;

    /// <summary>Connects to a kernel that is starting.</summary>
    /// <exception cref="TimeoutException">It did not listen within a minute.</exception>
    public static async Task<KernelClient> ConnectAsync(ConnectionFile file, CancellationToken cancellation)
    {
        var client = new KernelClient(Encoding.UTF8.GetBytes(file.Key));
        await ListeningAsync(file.Ip, file.Shell, cancellation);                                     // the last that a kernel opens
        await ConnectAsync(client.iopub, file.Ip, file.IOPub, "SUB", cancellation);
        await client.iopub.GetStream().WriteAsync(ZmtpFrames.Message([[1]]), cancellation);          // a subscription to everything
        await ConnectAsync(client.shell, file.Ip, file.Shell, "DEALER", cancellation);
        await ConnectAsync(client.control, file.Ip, file.Control, "DEALER", cancellation);
        return client;
    }

    /// <summary>Runs a cell.</summary>
    /// <param name="code">Its text.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>From the request to the word that the kernel is idle, everything shown before it having been read.</returns>
    public async Task<TimeSpan> RunAsync(string code, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var request = await SendAsync(shell, "execute_request", Execute(code), cancellation);
        await AwaitAsync(iopub, request, content => (string?)content["execution_state"] == "idle", cancellation);
        await AwaitAsync(shell, request, _ => true, cancellation);
        return clock.Elapsed;
    }

    /// <summary>Runs a cell that does not end and interrupts it.</summary>
    /// <returns>From the interruption to the reply of the cell.</returns>
    public async Task<TimeSpan> InterruptAsync(string code, CancellationToken cancellation)
    {
        var request = await SendAsync(shell, "execute_request", Execute(code), cancellation);
        await AwaitAsync(iopub, request, content => content["execution_count"] is not null, cancellation);
        await Task.Delay(500, cancellation);                                                         // compiled, and in its loop
        var clock = Stopwatch.StartNew();
        await SendAsync(control, "interrupt_request", [], cancellation);
        await AwaitAsync(shell, request, _ => true, cancellation);
        var took = clock.Elapsed;
        await AwaitAsync(iopub, request, content => (string?)content["execution_state"] == "idle", cancellation);
        return took;
    }

    /// <summary>Ends the kernel.</summary>
    public Task ShutDownAsync(CancellationToken cancellation) => SendAsync(control, "shutdown_request", new JsonObject { ["restart"] = false }, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var socket in (TcpClient[])[shell, control, iopub]) socket.Dispose();
    }

    private static JsonObject Execute(string code) => new() { ["code"] = code, ["silent"] = false, ["store_history"] = true, ["allow_stdin"] = false };

    private async Task<string> SendAsync(TcpClient socket, string type, JsonObject content, CancellationToken cancellation)
    {
        var message = JupyterMessage.Create(type, "oft", null, content);
        await socket.GetStream().WriteAsync(ZmtpFrames.Message(message.ToFrames(key)), cancellation);
        return (string)message.Header["msg_id"]!;
    }

    private static async Task ListeningAsync(string ip, int port, CancellationToken cancellation)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(20, cancellation))
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(ip, port, cancellation);
                return;
            }
            catch (SocketException e)
            {
                if (clock.Elapsed > patience) throw new TimeoutException($"the kernel did not listen on port {port} within {patience.TotalSeconds} s.", e);
            }
    }

    private static async Task ConnectAsync(TcpClient socket, string ip, int port, string kind, CancellationToken cancellation)
    {
        await socket.ConnectAsync(ip, port, cancellation);
        await socket.GetStream().WriteAsync((byte[])[.. ZmtpFrames.Greeting(), .. ZmtpFrames.Ready(kind)], cancellation);
        await socket.GetStream().ReadExactlyAsync(new byte[64], cancellation);
        await ZmtpFrames.ReadAsync(socket.GetStream(), 4096, cancellation);
    }

    // Of a large message only the headers are looked into: what is measured is the kernel.
    private static async Task AwaitAsync(TcpClient socket, string request, Func<JsonNode, bool> enough, CancellationToken cancellation)
    {
        while (true)
        {
            List<byte[]> frames = [];
            for (var more = true; more;)
            {
                (_, more, var body) = await ZmtpFrames.ReadAsync(socket.GetStream(), 1L << 30, cancellation);
                frames.Add(body);
            }
            if (frames.Count < 4 || frames[^1].Length > 1 << 20 || (string?)JsonNode.Parse(frames[^3])!["msg_id"] != request) continue;
            if (enough(JsonNode.Parse(frames[^1])!)) return;
        }
    }
}
