using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Graph;

/// <summary>One service that a node offers.</summary>
internal sealed class RosServiceProvider(RosNode node, string name, RosType type, string request, string response, Func<ReadOnlyMemory<byte>, byte[]> answer)
{
    public string Name => name;

    public async Task Serve(Stream stream, TcpRosStream reader, ConnectionHeader client, CancellationToken cancel)
    {
        if (Refusal(client) is { } refusal)
        {
            await stream.WriteAsync(new ConnectionHeader(("error", refusal)).ToBytes(), cancel).ConfigureAwait(false);
            return;
        }
        await stream.WriteAsync(new ConnectionHeader(("callerid", node.Name), ("md5sum", type.Md5), ("request_type", request), ("response_type", response), ("service", name), ("type", type.Name)).ToBytes(), cancel).ConfigureAwait(false);
        if (client["probe"] == "1") return;
        do
        {
            if (await reader.ReadFrame(cancel).ConfigureAwait(false) is not { } body) return;
            var (ok, reply) = Answer(body);
            var writer = new RosWriter();
            writer.Value(ok);
            writer.Array<byte>(reply);
            await stream.WriteAsync(writer.Written, cancel).ConfigureAwait(false);
        }
        while (client["persistent"] == "1");
    }

    // rospy never answers a request it cannot read; a caller deserves better.
    private (byte Ok, byte[] Body) Answer(ReadOnlyMemory<byte> body)
    {
        try
        {
            return (1, answer(body));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            node.Log($"{name}: {e.Message}");
            return (0, System.Text.Encoding.UTF8.GetBytes($"service cannot process request: {e.Message}"));
        }
    }

    private string? Refusal(ConnectionHeader client)
    {
        foreach (var field in (string[])["callerid", "md5sum"])
            if (client[field] is null) return $"Missing required '{field}' field";
        return client["md5sum"] is "*" || client["md5sum"] == type.Md5 ? null
            : $"request from {client["callerid"]}: service {name} is {type.Name} with md5 {type.Md5}, the request has md5 {client["md5sum"]}";
    }
}
