using System.Net.Sockets;
using System.Text;

namespace Oft.Aloha.Control;

/// <summary>The operator's line to a loop: a local socket that one client holds at a time. Its words are its signs of life, and when they stop the arms hold.</summary>
/// <remarks>
/// One word a line: <c>beat</c>, <c>ready</c>, <c>home</c>, <c>start</c>, <c>hold</c>, <c>rest</c>. Every word is answered by the mode and its reason.
/// A notebook that is busy or dead says nothing, and nothing said is a hold: that is the lease.
/// </remarks>
public sealed class OperatorLink : IDisposable
{
    private const int LongestLine = 64;

    private readonly ControlCycle cycle;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource ending = new();
    private readonly Task serving;

    /// <summary>Listens.</summary>
    /// <param name="cycle">What the words are for.</param>
    /// <param name="path">The socket's file; an old one is replaced.</param>
    public OperatorLink(ControlCycle cycle, string path)
    {
        (this.cycle, Path) = (cycle, path);
        File.Delete(path);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        serving = Task.Run(Serve);
    }

    /// <summary>The socket's file.</summary>
    public string Path { get; }

    /// <summary>Ends the line.</summary>
    public void Dispose()
    {
        ending.Cancel();
        listener.Dispose();
        serving.Wait();
        ending.Dispose();
        File.Delete(Path);
    }

    private async Task Serve()
    {
        while (!ending.IsCancellationRequested)
            try
            {
                using var client = await listener.AcceptAsync(ending.Token).ConfigureAwait(false);
                await Talk(client).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException or IOException)
            {
                if (ending.IsCancellationRequested) return;
            }
    }

    private async Task Talk(Socket client)
    {
        await using var stream = new NetworkStream(client);
        var (line, one) = (new List<byte>(), new byte[1]);
        while (await stream.ReadAsync(one, ending.Token).ConfigureAwait(false) == 1)
        {
            if (one[0] != '\n')
            {
                line.Add(one[0]);
                if (line.Count > LongestLine) return;                            // no operator speaks like that
                continue;
            }
            var answer = Hear(Encoding.UTF8.GetString(line.ToArray()).Trim());
            line.Clear();
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\n"), ending.Token).ConfigureAwait(false);
        }
    }

    private string Hear(string word)
    {
        switch (word)
        {
            case "beat": break;
            case "ready": cycle.Ready(); break;
            case "home": cycle.Home(); break;
            case "start": cycle.Start(); break;
            case "hold": cycle.Stop("the operator holds"); break;
            case "rest": cycle.Rest(); break;
            default: return $"error '{word}' is not known; known: beat, ready, home, start, hold, rest";
        }
        cycle.Heartbeat();
        return $"{cycle.Mode} {cycle.Reason}";
    }
}
