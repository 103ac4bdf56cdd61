using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Oft.Aloha.Ros1.XmlRpc;

namespace Oft.Lab.Verification.Aloha;

/// <summary><c>xmlrpc-exchange</c>: recorded requests and answers read, written and read again.</summary>
internal static class XmlRpcChecks
{
    public static void Exchange(VerifyCase one, CaseReport report)
    {
        Request(one, report);
        var (start, headers, body) = Split(File.ReadAllBytes(one.File("response")));
        if (one.Value.Member("response_http")?.Text("start") is { } line) report.Equal("http_status", line.Split(' ').ElementAtOrDefault(1), start.Split(' ').ElementAtOrDefault(1));
        if (one.Value.Member("decoded") is not { } decoded)
        {
            Refused(report, "decoded", () => XmlRpcReader.Response(body));
            return;
        }
        var plain = Unpacked(headers, body);
        if (decoded.Member("fault") is { } fault)
        {
            foreach (var document in (byte[][])[plain, XmlRpcWriter.Fault(fault.GetInt32(), decoded.Text("string") ?? "")])
                try
                {
                    XmlRpcReader.Response(document);
                    report.Fail("decoded", "expected a fault");
                }
                catch (XmlRpcException e)
                {
                    report.Equal("decoded fault", fault.GetInt32(), e.Fault ?? -1);
                    report.That("decoded text", e.Message.EndsWith(decoded.Text("string") ?? "", StringComparison.Ordinal), e.Message);
                }
            return;
        }
        report.Equal("decoded", Text(decoded), Text(XmlRpcReader.Response(plain)));
        report.Equal("decoded, written and read", Text(decoded), Text(XmlRpcReader.Response(XmlRpcWriter.Response(Value(decoded)))));
    }

    private static void Request(VerifyCase one, CaseReport report)
    {
        var (start, headers, body) = Split(File.ReadAllBytes(one.File("request")));
        if (one.Value.Member("request_http")?.Text("start") is { } line) report.Equal("request line", line, start);
        if (one.Value.Member("params") is not { } parameters)
        {
            Refused(report, "params", () => XmlRpcReader.Call(body));
            return;
        }
        var (method, values) = XmlRpcReader.Call(Unpacked(headers, body));
        report.Equal("method", one.Value.Text("method"), method);
        report.Equal("params", Text(parameters), Text(values));
        var again = XmlRpcReader.Call(XmlRpcWriter.Call(method, [.. parameters.EnumerateArray().Select(Value)]));
        report.Equal("params, written and read", Text(parameters), Text(again.Parameters));
        report.Equal("method, written and read", method, again.Method);
    }

    private static void Refused(CaseReport report, string part, Action read)
    {
        try
        {
            read();
            report.Fail(part, "expected a refusal, and it was read");
        }
        catch (XmlRpcException e)
        {
            report.That(part, e.Message.Length > 0, "the refusal says nothing");
        }
    }

    private static (string Start, string Headers, byte[] Body) Split(byte[] message)
    {
        var end = message.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0) throw new VerifyException("a recorded HTTP message has no blank line.");
        var head = Encoding.ASCII.GetString(message, 0, end);
        return (head.Split("\r\n")[0], head, message[(end + 4)..]);
    }

    private static byte[] Unpacked(string headers, byte[] body)
    {
        if (!headers.Contains("Content-Encoding: gzip", StringComparison.OrdinalIgnoreCase)) return body;
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress)) gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static object Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetRawText().All(x => char.IsAsciiDigit(x) || x == '-') ? (object)json.GetInt32() : json.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Array => json.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(x => x.Name, x => Value(x.Value)),
        _ => throw new VerifyException($"XML-RPC has no {json.ValueKind}."),
    };

    private static string Text(JsonElement json) => Text(Value(json));

    // A value in one line, types kept apart: 1 is no 1.0, true no 1.
    private static string Text(object value) => value switch
    {
        string text => JsonSerializer.Serialize(text),
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        IReadOnlyDictionary<string, object> members => "{" + string.Join(", ", members.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key}: {Text(x.Value)}")) + "}",
        object[] values => "[" + string.Join(", ", values.Select(Text)) + "]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
