using System.Text;
using System.Text.Json;
using Oft.Aloha.Wire;
using Oft.Aloha.Wire.Act;
using Oft.Aloha.Wire.Numpy;
using Oft.Aloha.Wire.Serving;
using Oft.Contracts;

namespace Oft.Lab.Verification.Wire;

/// <summary><c>act-server</c>: every recorded request against the product's server, which runs the recorded stand-in model.</summary>
internal static class ActServerChecks
{
    internal static void Run(VerifyGroup group, GroupReport report)
    {
        var cases = group.Cases();
        // A recorded server is told apart by the host it was asked at; what its chunks look like says which robot it had.
        var servers = new Dictionary<(int, int), PolicyServer>();
        var hosts = cases.Where(one => Recorded(one) is { } answer && ChunkShape(answer) is not null).GroupBy(Host)
            .Where(host => host.Key is not null).ToDictionary(host => host.Key!, host => ChunkShape(Recorded(host.First())!)!.Value);
        try
        {
            foreach (var one in cases)
            {
                var shape = Recorded(one) is { } answer && ChunkShape(answer) is { } own ? own : Host(one) is { } host && hosts.TryGetValue(host, out var known) ? known : (RobotSpec.Aloha.ChunkLength, RobotSpec.Aloha.ActionWidth);
                var optional = group.Lists("optional_cases", one) || Requested(one) is null;
                report.Case(one.Name, x => Exchange(one, Server(servers, shape), x), optional);
            }
        }
        finally
        {
            foreach (var server in servers.Values) server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>The robot whose chunks have a shape: one of the two that the reference's server knows.</summary>
    internal static RobotSpec Robot((int Length, int Width) shape) =>
        (shape.Width == RobotSpec.Libero.ActionWidth ? RobotSpec.Libero : RobotSpec.Aloha) with { ChunkLength = shape.Length, ActionWidth = shape.Width };

    /// <summary>K and A of a recorded answer; null where it is no chunk.</summary>
    internal static (int Length, int Width)? ChunkShape(HttpAnswer answer)
    {
        if (answer.Status != 200 || answer.Body.Length < 10) return null;
        try
        {
            var value = JsonNumpyReader.Read(answer.Body);
            if (value is string inner) value = JsonNumpyReader.Read(Encoding.UTF8.GetBytes(inner));
            return value is List<object?> { Count: > 0 } rows && rows[0] is NumpyArray { Shape: [var width] } ? (rows.Count, width) : null;
        }
        catch (WireException)
        {
            return null;
        }
    }

    /// <summary>The recorded answer that counts: the last one, so that a 100 before it does not; null where there was none.</summary>
    internal static HttpAnswer? Recorded(VerifyCase one) => Answers(one) is { Count: > 0 } answers ? answers[^1] : null;

    private static List<HttpAnswer> Answers(VerifyCase one) =>
        one.Files("response") is [var file] ? HttpAnswer.Parse(File.ReadAllBytes(file), IsHead(one), ended: true).Answers : [];

    private static PolicyServer Server(Dictionary<(int, int), PolicyServer> servers, (int, int) shape)
    {
        if (servers.TryGetValue(shape, out var known)) return known;
        var robot = Robot(shape);
        return servers[shape] = PolicyServer.Start(new StandInModel(robot), robot, new ServeSettings { Port = 0 }).GetAwaiter().GetResult();
    }

    private static void Exchange(VerifyCase one, PolicyServer server, CaseReport report)
    {
        var request = Requested(one) ?? throw new NotOfferedException("the request was not stored, and nothing says how to make it");
        var recorded = Answers(one);
        using var exchange = new RawExchange(server.Address);
        var unanswered = one.Group.Json.Member("not_answered") is { } list && list.Texts("cases").Intersect(one.Names).Any();
        if (unanswered)
        {
            exchange.Send(request);
            if (one.Value.Text("connection_end") == "closed by server") exchange.HalfClose();
            exchange.ReadUntil(() => exchange.Came.Length > 0, TimeSpan.FromMilliseconds(300));
            using var next = new RawExchange(server.Address);
            next.Send(Encoding.ASCII.GetBytes("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"));
            next.ReadUntil(() => Parse(next).Count > 0);
            report.Equal("status of the next connection", 200, Parse(next).FirstOrDefault()?.Status ?? 0);
            return;
        }
        if (recorded.Count == 0 && one.Value.Member("status") is { } only) recorded = [new HttpAnswer(only.GetInt32(), new Dictionary<string, string>(), [])];
        Send(one, exchange, request);
        exchange.ReadUntil(() => Parse(exchange).Count >= recorded.Count);
        var got = HttpAnswer.Parse(exchange.Came, IsHead(one), exchange.Ended).Answers;
        Compare(one, recorded, got, report);
        if (one.Value.Text("connection_end") == "closed by server" && got is [.., { Status: 200 }])
        {
            exchange.ReadUntil(() => false, TimeSpan.FromSeconds(3));
            report.That("connection_end", exchange.Ended, "the server keeps the connection that it should close");
        }

        List<HttpAnswer> Parse(RawExchange from) => HttpAnswer.Parse(from.Came, IsHead(one), from.Ended).Answers;
    }

    private static void Compare(VerifyCase one, List<HttpAnswer> recorded, List<HttpAnswer> got, CaseReport report)
    {
        var last = got.Count > 0 ? got[^1] : null;
        // What the folder lets a stricter server refuse: a 4xx with a JSON body.
        if (one.Group.Json.Member("stricter_allowed") is { } stricter && stricter.Texts("cases").Intersect(one.Names).Any() && last is { Status: >= 400 and < 500 } refusal)
        {
            report.Equal("content type of the refusal", "application/json", refusal.ContentType);
            using var json = JsonDocument.Parse(refusal.Body);
            return;
        }
        if (Alternative(one) is { } other && last?.Status == other.Status && last.Status != recorded[^1].Status)
        {
            report.Equal("content_type", other.Type, last.ContentType);
            return;
        }
        if (one.Group.Lists("optional_cases", one) && last?.Status != recorded[^1].Status) throw new NotOfferedException($"the server answers {last?.Status}");
        report.Equal<int>("status", [.. recorded.Select(x => x.Status)], [.. got.Select(x => x.Status)]);
        for (var i = 0; i < Math.Min(recorded.Count, got.Count); i++)
        {
            if (recorded[i].Headers.Count > 0) report.Equal("content_type", recorded[i].ContentType, got[i].ContentType);
            if (recorded[i].Status != 200 || recorded[i].Headers.Count == 0) continue;
            report.Equal("content_length", recorded[i].Headers.GetValueOrDefault("content-length"), got[i].Headers.GetValueOrDefault("content-length"));
            report.Equal("body_200", Encoding.UTF8.GetString(recorded[i].Body), Encoding.UTF8.GetString(got[i].Body));
        }
    }

    private static (int Status, string? Type)? Alternative(VerifyCase one)
    {
        if (one.Group.Json.Member("alternatives") is not { } alternatives || alternatives.Text("index") is not { } index) return null;
        var key = alternatives.Text("by") ?? "name";
        var found = CasePath.Walk(one.Group.Folder.Document(index), alternatives.Text("cases_at") ?? "/*").Select(x => x.Value).FirstOrDefault(x => x.Text(key) == one.Value.Text(key));
        if (found.Text("status_line")?.Split(' ') is not [_, var status, ..]) return null;
        var type = found.Member("response_headers") is { } headers ? headers.EnumerateArray().FirstOrDefault(x => x[0].GetString() == "content-type") : default;
        return (int.Parse(status), type.ValueKind == JsonValueKind.Array ? type[1].GetString() : null);
    }

    // A client that asks for leave to send its body waits for it.
    private static void Send(VerifyCase one, RawExchange exchange, byte[] request)
    {
        var head = request.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        if (head > 4 && Header(one, "Expect") is not null)
        {
            exchange.Send(request.AsMemory(0, head));
            exchange.ReadUntil(() => exchange.Came.Length > 0, TimeSpan.FromSeconds(2));
            exchange.Send(request.AsMemory(head));
        }
        else exchange.Send(request);
    }

    private static byte[]? Requested(VerifyCase one)
    {
        if (one.Files("request") is [var file]) return File.ReadAllBytes(file);
        if (one.Group.Json.Member("generated_requests") is not { } rule || !rule.Texts("cases").Intersect(one.Names).Any()) return null;
        if (GeneratedBody.Of(one) is not { } body) return null;
        var head = new StringBuilder($"{one.Value.Text("request_line")}\r\n");
        foreach (var header in one.Value.GetProperty("request_headers").EnumerateArray()) head.Append($"{header[0].GetString()}: {header[1].GetString()}\r\n");
        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    private static string? Host(VerifyCase one) => Header(one, "Host");

    private static string? Header(VerifyCase one, string name) => one.Value.Member("request_headers") is { } headers
        ? headers.EnumerateArray().Where(x => string.Equals(x[0].GetString(), name, StringComparison.OrdinalIgnoreCase)).Select(x => x[1].GetString()).FirstOrDefault()
        : null;

    private static bool IsHead(VerifyCase one) => one.Value.Text("request_line")?.StartsWith("HEAD ", StringComparison.Ordinal) ?? false;
}
