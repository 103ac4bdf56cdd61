using System.Net.Sockets;
using System.Text;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;
using Oft.Aloha.Ros1.XmlRpc;

namespace Oft.Aloha.Ros1.Graph;

/// <summary>One call of a service: a connection, a header each way, a request, an answer.</summary>
internal static class RosServiceCall
{
    public static async Task<byte[]> Run(RosNode node, string name, RosType type, byte[] request, TimeSpan timeout)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(node.Ended);
        cancel.CancelAfter(timeout);
        try
        {
            var found = await node.Client.Ros(node.Options.Master, "lookupService", [node.Name, name], cancel.Token).ConfigureAwait(false);
            if (!Uri.TryCreate(found as string, UriKind.Absolute, out var uri) || uri.Scheme != "rosrpc") throw new RosServiceException($"{name}: the master names '{found}' as its provider.");
            using var tcp = new TcpClient { NoDelay = true };
            await tcp.ConnectAsync(uri.Host, uri.Port, cancel.Token).ConfigureAwait(false);
            var stream = tcp.GetStream();
            var reader = new TcpRosStream(stream);
            await stream.WriteAsync(new ConnectionHeader(("callerid", node.Name), ("md5sum", type.Md5), ("service", name)).ToBytes(), cancel.Token).ConfigureAwait(false);
            // rospy loses a request that arrives together with the header: wait for its own first.
            var header = await reader.ReadHeader(cancel.Token).ConfigureAwait(false) ?? throw new RosServiceException($"{name}: the provider closed the stream.");
            if (header["error"] is { } error) throw new RosServiceException($"{name}: {error}");
            if (header["md5sum"] is { } sum && sum != type.Md5) throw new RosServiceException($"{name}: the provider's {header["type"]} has md5 {sum}, here {type.Name} has md5 {type.Md5}.");
            var frame = new RosWriter();
            frame.Array<byte>(request);
            await stream.WriteAsync(frame.Written, cancel.Token).ConfigureAwait(false);
            var (ok, body) = await reader.ReadResponse(cancel.Token).ConfigureAwait(false) ?? throw new RosServiceException($"{name}: the provider closed the stream without an answer.");
            return ok == 1 ? body.ToArray() : throw new RosServiceException($"{name}: {Encoding.UTF8.GetString(body.Span)}");
        }
        catch (OperationCanceledException e)
        {
            throw new RosServiceException($"{name}: no answer within {timeout.TotalSeconds} s.", e);
        }
        catch (Exception e) when (e is XmlRpcException or SocketException or IOException or RosFormatException)
        {
            throw new RosServiceException($"{name}: {e.Message}", e);
        }
    }
}
