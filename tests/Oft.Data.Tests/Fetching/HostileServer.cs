using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Oft.Data.Tests.Fetching;

/// <summary>A real HTTP server on a real socket that does what its answer function says, faults included.</summary>
internal sealed class HostileServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();

    /// <param name="answer">Writes a whole answer: request number, path, first byte asked for or 0, header lines, the connection.</param>
    public HostileServer(Func<int, string, long, IReadOnlyList<string>, Stream, Task> answer)
    {
        listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        _ = Serve(answer);
    }

    public string Address { get; }

    public int Requests { get; private set; }

    /// <summary>A proper answer to a request from a byte on, cut after <paramref name="cut"/> bytes of body.</summary>
    public static async Task File(Stream to, byte[] content, long from, int? cut = null, bool ranges = true, long? announce = null)
    {
        var start = ranges ? from : 0;
        var body = content[(int)start..];
        var head = start > 0
            ? $"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {start}-{content.Length - 1}/{content.Length}\r\n"
            : "HTTP/1.1 200 OK\r\n";
        await to.WriteAsync(Encoding.ASCII.GetBytes($"{head}Content-Length: {announce ?? body.Length}\r\nConnection: close\r\n\r\n"));
        await to.WriteAsync(body.AsMemory(0, Math.Min(cut ?? body.Length, body.Length)));
    }

    public static Task Status(Stream to, string status, string body = "", string headers = "") =>
        to.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}Connection: close\r\n\r\n{body}")).AsTask();

    public void Dispose()
    {
        stop.Cancel();
        listener.Stop();
        stop.Dispose();
    }

    private async Task Serve(Func<int, string, long, IReadOnlyList<string>, Stream, Task> answer)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = One(client, Requests++, answer);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private static async Task One(TcpClient client, int number, Func<int, string, long, IReadOnlyList<string>, Stream, Task> answer)
    {
        using (client)
            try
            {
                var stream = client.GetStream();
                var text = new StringBuilder();
                var buffer = new byte[1];
                while (!text.ToString().EndsWith("\r\n\r\n") && await stream.ReadAsync(buffer) > 0) text.Append((char)buffer[0]);
                var lines = text.ToString().Split("\r\n");
                var range = lines.FirstOrDefault(x => x.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase));
                await answer(number, lines[0].Split(' ')[1], range is null ? 0 : long.Parse(range["Range: bytes=".Length..].TrimEnd('-')), lines, stream);
                await stream.FlushAsync();
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
            }
    }
}
