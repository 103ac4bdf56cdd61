using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Oft.Aloha.Wire;
using Oft.Aloha.Wire.Clients;
using Oft.Aloha.Wire.OpenPi;
using Oft.Contracts;

namespace Oft.Lab.Verification.Wire;

/// <summary><c>openpi-client</c>: the product's client, asked for the recorded observations, against what openpi's server said.</summary>
internal static class OpenPiClientChecks
{
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    internal static void Run(VerifyGroup group, GroupReport report)
    {
        var names = group.Json.Texts("client_cases");
        var cases = group.Cases().Where(one => names.Intersect(one.Names).Any()).ToList();
        if (cases.Count != group.CaseCount) throw new VerifyException($"group '{group.Name}' states {group.CaseCount} cases; {cases.Count} are among client_cases.");
        foreach (var one in cases) report.Case(one.Name, x => Session(one, x));
    }

    private static void Session(VerifyCase of, CaseReport report)
    {
        var recorded = new RecordedSession(of);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var came = new List<SocketFrame>();
        var serving = Task.Factory.StartNew(() => Serve(listener, recorded, came), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var key = RecordedSession.Header(recorded.ClientHead, "Authorization")?.Split(' ', 2)[^1];
        using (var client = new OpenPiClient(new Uri($"ws://{listener.LocalEndpoint}"), settings: new ClientSettings { Token = key, Budget = RawExchange.Patience }))
            Ask(recorded, client, report);
        var head = serving.GetAwaiter().GetResult();
        report.Equal("Authorization", RecordedSession.Header(recorded.ClientHead, "Authorization"), RecordedSession.Header(head, "Authorization"));
        var expected = recorded.Questions.Where(x => x.Code == SocketFrame.Binary).Take(Asked(recorded)).ToList();
        report.Equal<string>("binary_payload", [.. expected.Select(x => JsonNumpyChecks.Hash(x.Payload))], [.. came.Where(x => x.Code == SocketFrame.Binary).Select(x => JsonNumpyChecks.Hash(x.Payload))]);
    }

    // Questions up to the first that was answered with an error, which ends a connection.
    private static int Asked(RecordedSession recorded)
    {
        var answers = recorded.Answers.Skip(1).TakeWhile(x => x.Code == SocketFrame.Binary).Count();
        return Math.Min(recorded.Questions.Count(x => x.Code == SocketFrame.Binary), answers + (recorded.Answers.Any(x => x.Code == SocketFrame.Text) ? 1 : 0));
    }

    private static void Ask(RecordedSession recorded, OpenPiClient client, CaseReport report)
    {
        var questions = recorded.Questions.Where(x => x.Code == SocketFrame.Binary).Take(Asked(recorded)).ToList();
        for (var i = 0; i < questions.Count; i++)
        {
            var request = MessageReader.Read(questions[i].Payload);
            if (Spelled(request) is { } again) report.Equal("request for the observation", JsonNumpyChecks.Hash(questions[i].Payload), JsonNumpyChecks.Hash(again));
            var expected = recorded.Answers[i + 1];
            try
            {
                var answer = client.Infer(request);
                report.That("result", expected.Code == SocketFrame.Binary, "an answer where openpi's client raised");
                if (expected.Code == SocketFrame.Binary) report.Equal("answer", JsonNumpyChecks.Hash(expected.Payload), JsonNumpyChecks.Hash(MessageWriter.Write(answer)));
            }
            catch (NoChunkException none)
            {
                report.That("result", expected.Code != SocketFrame.Binary, none.Message);
            }
            if (i == 0) report.Equal("metadata", Convert.ToHexStringLower(recorded.Answers[0].Payload), Convert.ToHexStringLower(MessageWriter.Write(client.Metadata)));
        }
    }

    // A request that one of the conventions can say, said again from its observation; null for the others.
    private static byte[]? Spelled(object? request)
    {
        foreach (var (convention, robot) in ((OpenPiConvention, RobotSpec)[])[(OpenPiConvention.Libero, RobotSpec.Libero), (OpenPiConvention.Aloha, RobotSpec.Aloha)])
            if (request is WireMap map && map.Has(convention.State) && map.Has(convention.Pictures[0][0]))
                return MessageWriter.Write(OpenPiMessages.Request(OpenPiMessages.Observation(request, convention, robot), convention));
        return null;
    }

    private static string Serve(TcpListener listener, RecordedSession recorded, List<SocketFrame> came)
    {
        using var socket = listener.AcceptSocket();
        socket.ReceiveTimeout = (int)RawExchange.Patience.TotalMilliseconds;
        var (stream, buffer, said) = (new MemoryStream(), new byte[1 << 16], 0);
        var (head, body) = ("", 0);
        while (true)
        {
            int count;
            try
            {
                count = socket.Receive(buffer);
            }
            catch (SocketException)
            {
                return head;
            }
            if (count == 0) return head;
            stream.Write(buffer, 0, count);
            var bytes = stream.GetBuffer().AsSpan(0, (int)stream.Length);
            if (head == "")
            {
                if (bytes.IndexOf("\r\n\r\n"u8) is var end && end < 0) continue;
                (head, body) = (Encoding.Latin1.GetString(bytes[..end]), end + 4);
                var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(RecordedSession.Header(head, "Sec-WebSocket-Key") + Magic)));
                var recordedAccept = RecordedSession.Header(recorded.ServerHead, "Sec-WebSocket-Accept")!;
                socket.Send(Encoding.Latin1.GetBytes(recorded.ServerHead.Replace(recordedAccept, accept) + "\r\n\r\n"));
                socket.Send(recorded.Answers[said++].ToBytes());
            }
            came.Clear();
            came.AddRange(SocketFrame.Messages(SocketFrame.Parse(bytes[body..])));
            // An answer for every question; a farewell follows an error at once, and a farewell.
            while (said < recorded.Answers.Count && (said <= came.Count || recorded.Answers[said - 1].Code == SocketFrame.Text)) socket.Send(recorded.Answers[said++].ToBytes());
        }
    }
}
