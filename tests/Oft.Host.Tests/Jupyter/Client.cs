using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Oft.Host.Jupyter;

namespace Oft.Host.Tests.Jupyter;

/// <summary>A client of one socket, as small as the protocol allows, that can also misbehave.</summary>
internal sealed class Client : IDisposable
{
    private readonly TcpClient tcp = new();

    private Client(int port) => tcp.Connect(IPAddress.Loopback, port);

    public NetworkStream Stream => tcp.GetStream();

    /// <summary>The bytes with which a DEALER introduces itself.</summary>
    public static byte[] Hello => [.. ZmtpFrames.Greeting(), .. ZmtpFrames.Ready("DEALER")];

    /// <summary>Connects and introduces itself.</summary>
    public static async Task<Client> ConnectAsync(int port)
    {
        var client = new Client(port);
        await client.Stream.WriteAsync(Hello);
        await client.Stream.ReadExactlyAsync(new byte[64]);
        await ZmtpFrames.ReadAsync(client.Stream, 4096, default);
        return client;
    }

    /// <summary>Connects, sends bytes and does not wait.</summary>
    public static async Task ThrowAsync(int port, byte[] bytes)
    {
        using var client = new Client(port);
        try
        {
            await client.Stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // Cut off in the middle, as it should be.
        }
    }

    /// <summary>A signed request as bytes.</summary>
    public static byte[] Request(string type, JsonObject content, string key) => ZmtpFrames.Message(JupyterMessage.Create(type, "test", null, content).ToFrames(Encoding.UTF8.GetBytes(key)));

    /// <summary>Sends a request and waits for the reply to it.</summary>
    public async Task<JupyterMessage> AskAsync(string type, JsonObject content, string key)
    {
        await Stream.WriteAsync(Request(type, content, key));
        return await ReadAsync(key);
    }

    /// <summary>The next message.</summary>
    public async Task<JupyterMessage> ReadAsync(string key)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var frames = new List<byte[]>();
        while (true)
        {
            var (_, more, body) = await ZmtpFrames.ReadAsync(Stream, 1 << 30, late.Token);
            frames.Add(body);
            if (!more) return JupyterMessage.Read(frames, Encoding.UTF8.GetBytes(key), out _);
        }
    }

    public void Dispose() => tcp.Dispose();
}
