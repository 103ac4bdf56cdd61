using System.Net.Sockets;
using System.Text;

namespace Oft.Training.Processes;

/// <summary>A connection of the roll call: one line after the other, both ways.</summary>
internal sealed class RollCallLink : IDisposable
{
    private const int LongestLine = 4096;
    private readonly TcpClient client;
    private readonly byte[] one = new byte[1];
    private readonly Lock voice = new();
    private readonly BufferedStream input;

    public RollCallLink(TcpClient client, TimeSpan silence)
    {
        this.client = client;
        (client.NoDelay, client.ReceiveTimeout, client.SendTimeout) = (true, (int)silence.TotalMilliseconds, (int)silence.TotalMilliseconds);
        input = new BufferedStream(client.GetStream(), 512);
    }

    // Null at the end of the connection, or where the line is longer than any of ours.
    public string? Hear()
    {
        var bytes = new List<byte>();
        while (input.Read(one) == 1)
        {
            if (one[0] == '\n') return Encoding.UTF8.GetString([.. bytes]);
            if (bytes.Count == LongestLine) return null;
            bytes.Add(one[0]);
        }
        return null;
    }

    public void Say(string line)
    {
        var text = line.ReplaceLineEndings(" ");
        try
        {
            lock (voice) client.GetStream().Write(Encoding.UTF8.GetBytes((text.Length > 1000 ? text[..1000] + "…" : text) + "\n"));
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Whoever listens on this connection says that it broke.
        }
    }

    public void Dispose() => client.Dispose();
}
