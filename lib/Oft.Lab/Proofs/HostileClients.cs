using System.Net;
using System.Net.Sockets;
using System.Text;
using Oft.Aloha.Wire.Act;
using Oft.Aloha.Wire.OpenPi;
using Oft.Contracts;

namespace Oft.Lab.Proofs;

/// <summary>What badly behaved clients do to a server, over plain sockets.</summary>
/// <param name="server">On loopback.</param>
/// <param name="seen">A good observation, of which damaged copies are made.</param>
internal sealed class HostileClients(Uri server, Observation seen)
{
    private const string Upgrade = "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    private readonly byte[] body = JsonNumpyWriter.Write(ActMessages.Request(seen)).ToArray();
    private readonly byte[] message = MessageWriter.Write(OpenPiMessages.Request(seen, OpenPiConvention.Libero));

    /// <summary>A damaged body; true where it was answered with some status.</summary>
    public async Task<bool> MutatedBody(int number)
    {
        var bytes = Damaged(body, new Random(number));
        var answer = await Exchange([.. Encoding.ASCII.GetBytes($"POST /act HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n"), .. bytes]);
        return answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal);
    }

    /// <summary>A damaged frame, its head among what may be damaged; true where the connection was upgraded before and ended after.</summary>
    public async Task<bool> MutatedFrame(int number)
    {
        var random = new Random(number);
        byte[] head = message.Length <= ushort.MaxValue ? [0x82, 0xfe, (byte)(message.Length >> 8), (byte)message.Length, 0, 0, 0, 0] : [0x82, 0xff, .. BitConverter.GetBytes(IPAddress.HostToNetworkOrder((long)message.Length)), 0, 0, 0, 0];
        using var socket = await Connect();
        var answer = new byte[4096];
        if (!await Send(socket, Encoding.ASCII.GetBytes(Upgrade)) || !Encoding.Latin1.GetString(answer, 0, await socket.ReceiveAsync(answer.AsMemory())).StartsWith("HTTP/1.1 101", StringComparison.Ordinal)) return false;
        if (await Send(socket, Damaged([.. head, .. message], random))) HalfClose(socket);
        return await Ended(socket);
    }

    /// <summary>A body announced and never finished.</summary>
    public async Task<bool> SlowWriter(TimeSpan pause, int pieces)
    {
        using var socket = await Connect();
        await Send(socket, Encoding.ASCII.GetBytes($"POST /act HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"));
        for (var i = 0; i < pieces; i++)
        {
            await Send(socket, body.AsMemory(i % body.Length, 1));
            await Task.Delay(pause);
        }
        return await Ended(socket);
    }

    /// <summary>A connection that says nothing, or half a head, and stays.</summary>
    public async Task<bool> HalfOpen(int number)
    {
        using var socket = await Connect();
        if (number % 2 == 0) await Send(socket, "POST /act HT"u8.ToArray());
        return await Ended(socket);
    }

    /// <summary>40 MB, announced or in chunks; true where it was refused.</summary>
    public async Task<bool> Enormous(bool chunked)
    {
        const int size = 40_000_000;
        using var socket = await Connect();
        await Send(socket, Encoding.ASCII.GetBytes($"POST /act HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{(chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {size}")}\r\n\r\n"));
        var piece = new byte[1 << 16];
        piece.AsSpan().Fill((byte)' ');
        byte[] framed = chunked ? [.. "10000\r\n"u8, .. piece, .. "\r\n"u8] : piece;
        var reading = Read(socket);
        for (var sent = 0; sent < size && !reading.IsCompleted; sent += piece.Length)
            if (!await Send(socket, framed)) break;
        return (await reading).StartsWith("HTTP/1.1 413", StringComparison.Ordinal);
    }

    /// <summary>A good question; the status that came.</summary>
    public async Task<string> Good()
    {
        var answer = await Exchange([.. Encoding.ASCII.GetBytes($"POST /act HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body]);
        return answer.Length > 12 ? answer[9..12] : "none";
    }

    private static byte[] Damaged(byte[] good, Random random)
    {
        // Half of the damage near the front, where keys and lengths are.
        byte[] bytes = [.. good];
        for (var rounds = 1 + random.Next(3); rounds > 0 && bytes.Length > 0; rounds--)
        {
            var at = random.Next(random.Next(2) == 0 ? Math.Min(200, bytes.Length) : bytes.Length);
            switch (random.Next(4))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes = bytes[..at]; break;
                default: bytes = [.. bytes[..at], .. bytes.Skip(at / 2).Take(random.Next(16)), .. bytes[at..]]; break;
            }
        }
        return bytes;
    }

    private async Task<string> Exchange(byte[] request)
    {
        using var socket = await Connect();
        var reading = Read(socket);
        await Send(socket, request);
        return await reading;
    }

    private static void HalfClose(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The server was faster.
        }
    }

    private async Task<Socket> Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port);
        return socket;
    }

    private static async Task<bool> Send(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
            return true;
        }
        catch (SocketException)
        {
            return false;                                                           // hung up on: what it deserves
        }
    }

    private static async Task<string> Read(Socket socket)
    {
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            for (int count; text.Length < 1 << 16 && (count = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token)) > 0;) text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        catch (Exception hung) when (hung is SocketException or OperationCanceledException)
        {
            // What came before counts.
        }
        return text.ToString();
    }

    // True where the server ended the connection by itself.
    private static async Task<bool> Ended(Socket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            while (await socket.ReceiveAsync(new byte[4096].AsMemory(), patience.Token) > 0)
            {
            }
            return true;
        }
        catch (SocketException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
