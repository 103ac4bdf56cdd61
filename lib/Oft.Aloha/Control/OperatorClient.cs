using System.Net.Sockets;
using System.Text;

namespace Oft.Aloha.Control;

/// <summary>The operator's end of the line: a terminal's, a notebook's.</summary>
/// <remarks>Say something at least twice a second, <c>beat</c> where there is nothing to say: silence is a hold.</remarks>
public sealed class OperatorClient : IDisposable
{
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 2000, SendTimeout = 2000 };
    private readonly NetworkStream stream;
    private readonly StreamReader reader;

    /// <summary>Takes the line.</summary>
    /// <param name="path">The loop's socket.</param>
    /// <exception cref="IOException">Nobody listens there.</exception>
    public OperatorClient(string path)
    {
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e)
        {
            throw new IOException($"no loop listens at {path}: {e.Message}. Its path is the first line that oft aloha run prints.", e);
        }
        stream = new NetworkStream(socket);
        reader = new StreamReader(stream);
    }

    /// <summary>Says a word.</summary>
    /// <param name="word">What <see cref="OperatorDesk"/> hears.</param>
    /// <returns>The loop's answer.</returns>
    /// <exception cref="IOException">The loop has gone, or does not answer for two seconds.</exception>
    public string Say(string word)
    {
        string? answer = null;
        try
        {
        }
        finally
        {
            // A cell that is interrupted is aborted, though not in here: a word and its answer stay together, or the next word would hear this one's.
            stream.Write(Encoding.UTF8.GetBytes(word + "\n"));
            answer = reader.ReadLine();
        }
        return answer ?? throw new IOException("the loop has ended.");
    }

    /// <summary>Lets the line go; what moves holds at once.</summary>
    public void Dispose()
    {
        reader.Dispose();
        stream.Dispose();
        socket.Dispose();
    }
}
