using System.Diagnostics;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Oft.Aloha.Wire.OpenPi;

namespace Oft.Aloha.Wire.Serving;

/// <summary>openpi's protocol: the server says its metadata, then answers one message after the other.</summary>
/// <remarks>
/// While the policy computes, the connection is still read, so that pings are answered: openpi's own server falls silent then and
/// loses its clients after 40 seconds. Anything wrong is told as a text, then the connection is closed with 1011.
/// <para>Upstream: openpi, src/openpi/serving/websocket_policy_server.py.</para>
/// </remarks>
/// <param name="infer">Answers a message.</param>
/// <param name="settings">Metadata and limits.</param>
/// <param name="budget">Memory for messages.</param>
/// <param name="metrics">Where counts go.</param>
public sealed class OpenPiRoute(Func<object?, CancellationToken, Task<WireMap>> infer, ServeSettings settings, BodyBudget budget, ServeMetrics metrics)
{
    private const string ErrorReason = "Internal server error. Traceback included in previous frame.";
    private static readonly TimeSpan farewell = TimeSpan.FromSeconds(5);

    /// <summary>Speaks with one client until it leaves.</summary>
    public async Task Handle(HttpContext context)
    {
        if (Unfit(context.Request) is { } why)
        {
            await Text(context, 400, $"Failed to open a WebSocket connection: {why}.\n");
            return;
        }
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade || context.Request.Method != HttpMethods.Get)
        {
            await Text(context, 400, "Failed to open a WebSocket connection: expected GET over HTTP/1.1 with Connection: Upgrade.\n");
            return;
        }
        (context.Response.Headers.Connection, context.Response.Headers.Upgrade, context.Response.Headers.SecWebSocketAccept) = ("Upgrade", "websocket", Accept(context.Request.Headers.SecWebSocketKey!));
        using var socket = WebSocket.CreateFromStream(new MaskedFrames(await upgrade.UpgradeAsync()), new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = settings.Idle, KeepAliveTimeout = settings.Idle });
        try
        {
            await Talk(socket, context.RequestAborted);
        }
        catch (WebSocketException)
        {
            // The client left, or broke the protocol and was told so by a close of its own: nothing is left to say.
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            socket.Abort();
        }
    }

    internal static async Task Text(HttpContext context, int status, string text)
    {
        context.Response.Headers.Connection = "close";
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(text);
        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    private async Task Talk(WebSocket socket, CancellationToken cancellation)
    {
        await socket.SendAsync(MessageWriter.Write(settings.Metadata), WebSocketMessageType.Binary, true, cancellation);
        TimeSpan? previous = null;
        var next = Receive(socket, cancellation);
        try
        {
            while (true)
            {
                using var message = await next;
                var began = Stopwatch.GetTimestamp();
                if (message.Type == WebSocketMessageType.Close) break;
                next = Receive(socket, cancellation);
                var (answer, outcome) = await Answer(message, previous, cancellation);
                if (answer is string fault)
                {
                    await socket.SendAsync(Encoding.UTF8.GetBytes(fault), WebSocketMessageType.Text, true, cancellation);
                    await Close(socket, WebSocketCloseStatus.InternalServerError, ErrorReason, next);
                    metrics.Request("openpi", outcome, Stopwatch.GetElapsedTime(began), message.Length, 0);
                    return;
                }
                var bytes = (byte[])answer;
                await socket.SendAsync(bytes, WebSocketMessageType.Binary, true, cancellation);
                previous = Stopwatch.GetElapsedTime(began);
                metrics.Request("openpi", outcome, previous.Value, message.Length, bytes.Length);
            }
        }
        catch (Exception limit) when (limit is WireException or BusyException)
        {
            await Close(socket, limit is BusyException ? WebSocketCloseStatus.InternalServerError : WebSocketCloseStatus.MessageTooBig, limit.Message, null);
            metrics.Request("openpi", limit is BusyException ? "busy" : "refused", TimeSpan.Zero, 0, 0);
            return;
        }
        await socket.CloseOutputAsync(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, socket.CloseStatusDescription, cancellation);
    }

    private async Task<(object Answer, string Outcome)> Answer(Message message, TimeSpan? previous, CancellationToken cancellation)
    {
        try
        {
            if (message.Type == WebSocketMessageType.Text) throw new WireException(WireFault.Syntax, "expected a binary message, got a text.");
            var request = MessageReader.Read(message.Bytes);
            var began = Stopwatch.GetTimestamp();
            var answer = await infer(request, cancellation);
            var timing = new WireMap { { "infer_ms", Stopwatch.GetElapsedTime(began).TotalMilliseconds } };
            if (previous is { } before) timing.Add("prev_total_ms", before.TotalMilliseconds);
            answer.Add("server_timing", timing);
            return (MessageWriter.Write(answer), "ok");
        }
        catch (Exception broken) when (broken is not (OperationCanceledException or OutOfMemoryException))
        {
            return ($"{broken.GetType().Name}: {broken.Message}\n", "error");
        }
    }

    private static async Task Close(WebSocket socket, WebSocketCloseStatus status, string reason, Task<Message>? next)
    {
        using var patience = new CancellationTokenSource(farewell);
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(status, reason.Length > 120 ? reason[..120] : reason, patience.Token);
        while (next is not null)
        {
            using var last = await next.WaitAsync(patience.Token);
            if (last.Type == WebSocketMessageType.Close) return;
            next = null;
        }
    }

    private async Task<Message> Receive(WebSocket socket, CancellationToken cancellation)
    {
        var body = budget.Open();
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(body.Room(), cancellation);
                body.Arrived(received.Count);
                if (received.EndOfMessage) return new Message(received.MessageType, body);
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    // RFC 6455, section 4.2.2.
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));

    private static string? Unfit(HttpRequest request)
    {
        var (version, key) = (request.Headers.SecWebSocketVersion.ToString(), request.Headers.SecWebSocketKey.ToString());
        if (key == "") return "missing Sec-WebSocket-Key header";
        if (!Convert.TryFromBase64String(key, new byte[key.Length], out var count) || count != 16) return $"invalid Sec-WebSocket-Key header: {new string([.. key.Take(40).Where(char.IsAscii)])}";
        return version == "13" ? null : version == "" ? "missing Sec-WebSocket-Version header" : $"invalid Sec-WebSocket-Version header: {new string([.. version.Take(40).Where(char.IsAscii)])}";
    }

    private sealed class Message(WebSocketMessageType type, BodyBudget.Body body) : IDisposable
    {
        public WebSocketMessageType Type => type;

        public ReadOnlyMemory<byte> Bytes => body.Bytes;

        public int Length => body.Bytes.Length;

        public void Dispose() => body.Dispose();
    }
}
