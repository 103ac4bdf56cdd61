using System.Text.Json;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Lab.Verification.Aloha;

/// <summary><c>tcpros-stream</c>: both directions of a recorded connection, block by block, written again from the parts.</summary>
internal static class TcpRosChecks
{
    public static void Stream(VerifyCase one, CaseReport report)
    {
        var service = one.Value.Member("requests") is not null;
        using var client = new Direction(one.File("c2s"));
        using var server = new Direction(one.File("s2c"));
        client.Header(one.Value, "client_header", report);
        server.Header(one.Value, "server_header", report);
        if (one.Value.Member("frames") is { } frames)
        {
            var trailing = one.Value.Member("trailing_bytes")?.GetInt32() ?? 0;
            server.Blocks(report, "frames", [.. frames.EnumerateArray()], trailing, withStatus: false);
        }
        if (!service) return;
        client.Blocks(report, "requests", [.. one.Value.GetProperty("requests").EnumerateArray()], client.Rest(one.Value.GetProperty("requests"), 4), withStatus: false);
        server.Blocks(report, "responses", [.. one.Value.GetProperty("responses").EnumerateArray()], server.Rest(one.Value.GetProperty("responses"), 5), withStatus: true);
    }

    private sealed class Direction : IDisposable
    {
        private readonly byte[] bytes;
        private readonly MemoryStream memory;
        private readonly TcpRosStream stream;

        public Direction(string file)
        {
            bytes = File.ReadAllBytes(file);
            memory = new MemoryStream(bytes);
            stream = new TcpRosStream(memory);
        }

        public void Dispose() => memory.Dispose();

        public void Header(JsonElement of, string part, CaseReport report)
        {
            if (of.Member(part) is not { } recorded)
            {
                // A peer that misbehaves: nothing came, or what came is refused by name.
                var fault = bytes.Length == 0 ? "nothing came" : Refusal(() => stream.ReadHeader().AsTask().GetAwaiter().GetResult());
                report.That(part, fault is not null, "the reference makes nothing of it; here it was read");
                return;
            }
            var header = stream.ReadHeader().AsTask().GetAwaiter().GetResult();
            report.That(part, header is not null, "there is none");
            if (header is null) return;
            report.Equal<string>(part, [.. recorded.EnumerateArray().Select(x => $"{x[0].GetString()}={x[1].GetString()}").Order(StringComparer.Ordinal)],
                [.. header.Fields.Select(x => $"{x.Key}={x.Value}").Order(StringComparer.Ordinal)]);
            if (of.Member(part + "_bytes") is { } length) report.Equal($"bytes of {part}", length.GetInt64(), stream.Position);
            if (header.Fault is null) report.Numbers<byte>(part, bytes.AsSpan(0, (int)stream.Position), header.ToBytes());
            else report.That($"fault of {part}", Refusal(() => header.Required("callerid")) is not null, "a damaged header gave a field");
        }

        public long Rest(JsonElement blocks, int lead)
        {
            var end = stream.Position;
            foreach (var block in blocks.EnumerateArray()) end = block.GetProperty("offset").GetInt64() + lead + block.GetProperty("length").GetInt64();
            return bytes.Length - end;
        }

        public void Blocks(CaseReport report, string part, IReadOnlyList<JsonElement> recorded, long trailing, bool withStatus)
        {
            foreach (var (block, i) in recorded.Select((x, i) => (x, i)))
            {
                report.Equal($"offset of {part} {i}", block.GetProperty("offset").GetInt64(), stream.Position);
                var ok = -1;
                ReadOnlyMemory<byte>? body;
                if (withStatus)
                {
                    var answer = stream.ReadResponse().AsTask().GetAwaiter().GetResult();
                    (ok, body) = (answer?.Ok ?? -1, answer?.Body);
                }
                else body = stream.ReadFrame().AsTask().GetAwaiter().GetResult();
                report.Equal($"length of {part} {i}", block.GetProperty("length").GetInt32(), body?.Length ?? -1);
                if (block.Member("ok") is { } status) report.Equal($"ok of {part} {i}", status.GetInt32(), ok);
                if (block.Text("body") is { } hex) report.Equal($"body of {part} {i}", hex, Convert.ToHexStringLower((body ?? default).Span));
                if (block.Text("error_text") is { } text) report.Equal($"error of {part} {i}", text, System.Text.Encoding.UTF8.GetString((body ?? default).Span));
            }
            var left = bytes.Length - stream.Position;
            report.Equal($"bytes behind the {part}", trailing, left);
            if (left > 0) report.That($"rest of {part}", Refusal(() => stream.ReadFrame().AsTask().GetAwaiter().GetResult()) is not null, "trailing bytes gave a block");
            else report.That($"end of {part}", stream.ReadFrame().AsTask().GetAwaiter().GetResult() is null, "another block came behind the last");
        }

        private static string? Refusal(Action read)
        {
            try
            {
                read();
                return null;
            }
            catch (RosFormatException e)
            {
                return e.Message;
            }
        }
    }
}
