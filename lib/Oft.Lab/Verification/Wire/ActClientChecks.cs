using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Oft.Aloha.Wire;
using Oft.Aloha.Wire.Act;
using Oft.Aloha.Wire.Clients;
using Oft.Aloha.Wire.Numpy;
using Oft.Contracts;

namespace Oft.Lab.Verification.Wire;

/// <summary><c>act-client</c>: the product's client writes each recorded request of the reference's own client, and reads the recorded answer.</summary>
internal static class ActClientChecks
{
    private const string RawSocket = "raw socket";

    internal static void Run(VerifyGroup group, GroupReport report)
    {
        var cases = group.Cases().Where(one => one.Value.Text("client") is { } client && client != RawSocket).ToList();
        if (cases.Count != group.CaseCount) throw new VerifyException($"group '{group.Name}' states {group.CaseCount} cases; {cases.Count} name the reference's client.");
        foreach (var one in cases) report.Case(one.Name, x => Exchange(one, x));
    }

    private static void Exchange(VerifyCase one, CaseReport report)
    {
        var recorded = one.Files("request") is [var file] ? Body(File.ReadAllBytes(file)) : GeneratedBody.Of(one) ?? throw new VerifyException("the request is not stored, and nothing says how to make it.");
        var answer = File.ReadAllBytes(one.Files("response") is [var stored] ? stored : throw new VerifyException("the case has no answer."));
        var request = JsonNumpyReader.Read(recorded) as WireMap ?? throw new VerifyException("the recorded request is no object.");
        var shape = ActServerChecks.ChunkShape(HttpAnswer.Parse(answer, head: false, ended: true).Answers[^1]) ?? (RobotSpec.Aloha.ChunkLength, RobotSpec.Aloha.ActionWidth);
        var robot = ActServerChecks.Robot(shape);

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = Task.Factory.StartNew(() => Serve(listener, answer), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        ActionChunk? chunk = null;
        var refusal = "";
        using (var client = new ActClient(new Uri($"http://{listener.LocalEndpoint}"), robot, new ClientSettings { Budget = RawExchange.Patience }))
            try
            {
                chunk = Seen(request, robot) is { } observation ? client.Act(observation) : client.Ask(request).GetAwaiter().GetResult();
            }
            catch (NoChunkException none)
            {
                refusal = none.Message;
            }
        var (head, body) = served.GetAwaiter().GetResult();
        report.Equal("request_body", Encoding.UTF8.GetString(recorded), Encoding.UTF8.GetString(body));
        report.That("content type", head.Contains("\r\nContent-Type: application/json\r\n", StringComparison.OrdinalIgnoreCase), $"expected application/json among: {head}");

        var result = one.Value.GetProperty("client_result");
        var finite = Rows(answer).All(row => row.ToDoubles().All(double.IsFinite));
        if (result.Text("python_type") != "list" || result.Text("exception") is not null || !finite)
        {
            report.That("client_result", chunk is null, finite ? "a chunk where Python's client got none" : "a chunk with numbers that are not finite");
            return;
        }
        report.That("client_result", chunk is not null, refusal);
        if (chunk is null) return;
        report.Equal("actions", result.GetProperty("length").GetInt32(), chunk.Length);
        if (one.Value.Member("stub")?.Text("chunk_f8_sha256") is { } sha) report.Sha256("chunk", sha, MemoryMarshal.AsBytes(chunk.Values.Span));
    }

    // A request that an observation can say is sent as one; a wrong one member by member.
    private static Observation? Seen(WireMap request, RobotSpec robot)
    {
        try
        {
            var observation = ActMessages.Observation(request, robot);
            var same = request.Select(member => member.Key).SequenceEqual([.. robot.Views, "state", "instruction"]) && request["state"] is NumpyArray { Type.Descriptor: "<f8" };
            return same ? observation : null;
        }
        catch (WireException)
        {
            return null;
        }
    }

    private static IEnumerable<NumpyArray> Rows(byte[] answer)
    {
        try
        {
            return JsonNumpyReader.Read(HttpAnswer.Parse(answer, head: false, ended: true).Answers[^1].Body) is List<object?> rows ? rows.OfType<NumpyArray>() : [];
        }
        catch (WireException)
        {
            return [];
        }
    }

    private static (string Head, byte[] Body) Serve(TcpListener listener, byte[] answer)
    {
        using var socket = listener.AcceptSocket();
        socket.ReceiveTimeout = (int)RawExchange.Patience.TotalMilliseconds;
        var (came, buffer) = (new MemoryStream(), new byte[1 << 16]);
        while (true)
        {
            var count = socket.Receive(buffer);
            if (count == 0) break;
            came.Write(buffer, 0, count);
            var bytes = came.GetBuffer().AsSpan(0, (int)came.Length);
            var end = bytes.IndexOf("\r\n\r\n"u8);
            if (end < 0) continue;
            var head = Encoding.Latin1.GetString(bytes[..(end + 2)]);
            var length = int.Parse(head.Split("\r\n").First(x => x.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))[16..]);
            if (bytes.Length < end + 4 + length) continue;
            socket.Send(answer);
            return (head, bytes[(end + 4)..].ToArray());
        }
        throw new IOException("the client closed before its request was complete.");
    }

    private static byte[] Body(byte[] request) => request[(request.AsSpan().IndexOf("\r\n\r\n"u8) + 4)..];
}
