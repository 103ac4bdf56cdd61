using System.Text;
using Oft.Aloha.Wire;
using Oft.Aloha.Wire.OpenPi;
using Oft.Aloha.Wire.Serving;
using Oft.Contracts;
using Oft.Lab.Suites;

namespace Oft.Lab.Verification.Wire;

/// <summary><c>openpi-server</c>: every recorded client against the product's server, with the policy of the session behind it.</summary>
internal static class OpenPiServerChecks
{
    internal static void Session(VerifyCase of, CaseReport report)
    {
        var recorded = new RecordedSession(of);
        var metadata = recorded.Answers is [{ Code: SocketFrame.Binary } first, ..] ? (WireMap)MessageReader.Read(first.Payload)! : [];
        var server = PolicyServer.Start(new IdlePolicy(RobotSpec.Libero), RobotSpec.Libero, new ServeSettings { Port = 0, Metadata = metadata },
            request => recorded.Policy(request) as WireMap ?? throw new WireException(WireFault.Value, "the stand-in policy answered no map.")).GetAwaiter().GetResult();
        try
        {
            using var exchange = new RawExchange(server.Address);
            exchange.Send(recorded.ToServer);
            exchange.ReadUntil(() => Complete(exchange, recorded));
            Compare(recorded, exchange, report);
        }
        finally
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static bool Complete(RawExchange exchange, RecordedSession recorded) =>
        recorded.ServerHead != "" && Head(exchange, out var body) is { } && (recorded.Answers.Count == 0 || SocketFrame.Messages(SocketFrame.Parse(exchange.Came[body..])).Count >= recorded.Answers.Count);

    private static void Compare(RecordedSession recorded, RawExchange exchange, CaseReport report)
    {
        var head = Head(exchange, out var body) ?? "";
        report.Equal("http_status", Status(recorded.ServerHead), Status(head));
        report.Equal("sec_websocket_accept", RecordedSession.Header(recorded.ServerHead, "Sec-WebSocket-Accept"), RecordedSession.Header(head, "Sec-WebSocket-Accept"));
        if (recorded.ServerHead == "") report.That("connection", exchange.Ended && exchange.Came.Length == 0, $"expected it closed without an answer, got {exchange.Came.Length} bytes");
        var got = recorded.Answers.Count == 0 ? [] : SocketFrame.Messages(SocketFrame.Parse(exchange.Came[body..]));
        report.Equal<int>("frames", [.. recorded.Answers.Select(x => x.Code)], [.. got.Select(x => x.Code)]);
        for (var i = 0; i < Math.Min(got.Count, recorded.Answers.Count); i++)
        {
            var (expected, answer) = (recorded.Answers[i], got[i]);
            if (expected.Code == SocketFrame.Close) report.Equal("close_code", expected.CloseCode, answer.CloseCode);
            if (expected.Code != SocketFrame.Binary) continue;
            report.Equal("length", expected.Payload.Length, answer.Payload.Length);
            report.Equal("binary_payload", Timeless(expected.Payload), Timeless(answer.Payload));
        }
    }

    // The numbers of server_timing are of the day; everything else, their keys and places too, is compared byte for byte.
    private static string Timeless(byte[] payload)
    {
        var value = MessageReader.Read(payload);
        if (!MessageWriter.Write(value).AsSpan().SequenceEqual(payload)) return $"not in its shortest form: {Convert.ToHexStringLower(payload)}";
        if (value is not WireMap map || !map.TryGet("server_timing", out var timing) || timing is not WireMap times) return Convert.ToHexStringLower(payload);
        var zero = new WireMap();
        foreach (var (key, time) in times) zero.Add(key, time is double ? 0.0 : time);
        map.Add("server_timing", zero);
        return Convert.ToHexStringLower(MessageWriter.Write(map));
    }

    private static string? Head(RawExchange exchange, out int body)
    {
        var end = exchange.Came.IndexOf("\r\n\r\n"u8);
        body = end + 4;
        return end < 0 ? null : Encoding.Latin1.GetString(exchange.Came[..end]);
    }

    private static string Status(string head) => head == "" ? "" : head.Split(' ')[1];
}
