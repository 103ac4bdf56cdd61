using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Oft.Aloha.Wire.Serving;

/// <summary>Looks at the first head of a connection and answers what is no HTTP as upstream's server answers it.</summary>
/// <remarks>Kestrel refuses such heads before any handler runs, without a word and without a content type. A connection that stays silent is closed.</remarks>
internal static class FirstHead
{
    private const int LongestHead = 128 << 10;
    private static readonly byte[] refusal = Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 30\r\nConnection: close\r\n\r\nInvalid HTTP request received.");

    /// <summary>Passes connections on whose first head is one.</summary>
    public static ConnectionDelegate Before(ConnectionDelegate next, TimeSpan patience) => async connection =>
    {
        if (await IsHttp(connection, patience)) await next(connection);
    };

    private static async Task<bool> IsHttp(ConnectionContext connection, TimeSpan patience)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        timer.CancelAfter(patience);
        var input = connection.Transport.Input;
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(timer.Token);
                var verdict = Verdict(read.Buffer);
                if (verdict is null && !read.IsCompleted && read.Buffer.Length <= LongestHead)
                {
                    input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                    continue;
                }
                input.AdvanceTo(read.Buffer.Start, read.Buffer.Start);              // nothing was taken: the next reader sees all of it
                if (verdict is not false) return true;
                await connection.Transport.Output.WriteAsync(refusal, timer.Token);
                return false;
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            return false;
        }
    }

    // Null while the head is not complete.
    private static bool? Verdict(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> head, "\r\n\r\n"u8)) return null;
        if (head.Length > LongestHead) return true;
        var lines = Encoding.Latin1.GetString(head).Split("\r\n");
        if (lines[0].Split(' ') is not [{ Length: > 0 } method, { Length: > 0 }, "HTTP/1.0" or "HTTP/1.1"] || !method.All(char.IsAsciiLetterUpper)) return false;
        return lines[0].EndsWith("1.0", StringComparison.Ordinal) || lines.Skip(1).Any(line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase));
    }
}
