using System.Globalization;
using System.Text;

namespace Oft.Lab.Verification.Wire;

/// <summary>One HTTP answer taken apart: a status, lower-case headers, a body.</summary>
internal sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? ContentType => Headers.GetValueOrDefault("content-type");

    /// <summary>Reads the answers that stand in a stream of bytes.</summary>
    /// <param name="bytes">From the first status line on.</param>
    /// <param name="head">True where the question was HEAD: no body follows, whatever is announced.</param>
    /// <param name="ended">True where nothing more will come: a body without a length ends there.</param>
    /// <returns>Whole answers, and how many bytes they take.</returns>
    public static (List<HttpAnswer> Answers, int Length) Parse(ReadOnlySpan<byte> bytes, bool head, bool ended)
    {
        var (answers, at) = (new List<HttpAnswer>(), 0);
        while (bytes[at..].IndexOf("\r\n\r\n"u8) is var end and >= 0)
        {
            var lines = Encoding.Latin1.GetString(bytes.Slice(at, end)).Split("\r\n");
            var headers = new Dictionary<string, string>();
            foreach (var line in lines.Skip(1))
                if (line.Split(": ", 2) is [var name, var value]) headers[name.ToLowerInvariant()] = value;
            var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
            var (start, rest) = (at + end + 4, bytes.Length - at - end - 4);
            var length = head || status is 100 or 101 ? 0 : headers.TryGetValue("content-length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : ended ? rest : int.MaxValue;
            if (length > rest) break;
            answers.Add(new HttpAnswer(status, headers, bytes.Slice(start, length).ToArray()));
            at = start + length;
        }
        return (answers, at);
    }
}
