using System.Net.Sockets;
using System.Text;

namespace Oft.Aloha.Control;

/// <summary>The operators' way to a loop from other processes of this machine: a local socket, one word a line, every line answered by one.</summary>
/// <remarks>What the words mean and who may say them is <see cref="OperatorDesk"/>'s. A process that ends hangs up, however it ends.</remarks>
public sealed class OperatorLink : IDisposable
{
    private const int MostClients = 16;

    private readonly OperatorDesk desk;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim seats = new(MostClients);
    private readonly Task serving;

    /// <summary>Listens.</summary>
    /// <param name="desk">Who hears.</param>
    /// <param name="path">The socket's file; an old one is replaced.</param>
    public OperatorLink(OperatorDesk desk, string path)
    {
        (this.desk, Path) = (desk, path);
        File.Delete(path);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        // Whoever may write to it may move the robot.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        listener.Listen(MostClients);
        serving = Task.Run(Serve);
    }

    /// <summary>The socket's file.</summary>
    public string Path { get; }

    /// <summary>Ends all lines.</summary>
    public void Dispose()
    {
        ending.Cancel();
        listener.Dispose();
        serving.Wait();
        File.Delete(Path);
        ending.Dispose();
        seats.Dispose();
    }

    private async Task Serve()
    {
        var talks = new List<Task>();
        while (!ending.IsCancellationRequested)
            try
            {
                await seats.WaitAsync(ending.Token).ConfigureAwait(false);
                var client = await listener.AcceptAsync(ending.Token).ConfigureAwait(false);
                talks.RemoveAll(x => x.IsCompleted);
                talks.Add(Talk(client));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                if (ending.IsCancellationRequested) break;
                seats.Release();
            }
        await Task.WhenAll(talks).ConfigureAwait(false);
    }

    private async Task Talk(Socket client)
    {
        try
        {
            using (client)
            {
                await using var stream = new NetworkStream(client);
                await Answer(client, stream).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // Gone without a word, which is hanging up too.
        }
        finally
        {
            desk.Leave(client);
            seats.Release();
        }
    }

    private async Task Answer(Socket client, NetworkStream stream)
    {
        var (line, one) = (new List<byte>(), new byte[1]);
        while (await stream.ReadAsync(one, ending.Token).ConfigureAwait(false) == 1)
        {
            if (one[0] != '\n')
            {
                line.Add(one[0]);
                if (line.Count > OperatorDesk.LongestLine) return;               // no operator speaks like that
                continue;
            }
            var answer = desk.Hear(client, Encoding.UTF8.GetString(line.ToArray()).Trim());
            line.Clear();
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\n"), ending.Token).ConfigureAwait(false);
        }
    }
}
