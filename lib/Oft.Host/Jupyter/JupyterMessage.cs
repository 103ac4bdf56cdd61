using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Oft.Host.Documents;

namespace Oft.Host.Jupyter;

/// <summary>One message of the Jupyter protocol, 5.3.</summary>
/// <param name="Identities">Frames before the delimiter; they go back to where they came from.</param>
/// <param name="Header">Id, session, type, date.</param>
/// <param name="Parent">The header of what it answers.</param>
/// <param name="Metadata">Beside the content.</param>
/// <param name="Content">What it says.</param>
internal sealed record JupyterMessage(IReadOnlyList<byte[]> Identities, JsonObject Header, JsonObject Parent, JsonObject Metadata, JsonObject Content)
{
    /// <summary>The protocol's version.</summary>
    public const string Version = "5.3";

    private static readonly JsonWriterOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = NotebookJson.Depth + 8 };
    private static readonly byte[] delimiter = "<IDS|MSG>"u8.ToArray();

    /// <summary>What kind of message it is.</summary>
    public string Type => (string)Header["msg_type"]!;

    /// <summary>A message of this kernel.</summary>
    public static JupyterMessage Create(string type, string session, JsonObject? parent, JsonObject content, IReadOnlyList<byte[]>? identities = null, JsonObject? metadata = null) => new(identities ?? [], new JsonObject
    {
        ["msg_id"] = Guid.NewGuid().ToString("N"),
        ["session"] = session,
        ["username"] = "kernel",
        ["date"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        ["msg_type"] = type,
        ["version"] = Version,
    }, parent?.DeepClone().AsObject() ?? [], metadata ?? [], content);

    /// <summary>Its frames, signed.</summary>
    public IReadOnlyList<byte[]> ToFrames(byte[] key)
    {
        byte[][] parts = [.. ((JsonObject[])[Header, Parent, Metadata, Content]).Select(Bytes)];
        return [.. Identities, delimiter, Encoding.ASCII.GetBytes(Signature(key, parts)), .. parts];
    }

    /// <summary>Reads frames and checks their signature.</summary>
    /// <param name="frames">As they came.</param>
    /// <param name="key">Shared secret; empty where nothing is signed.</param>
    /// <param name="signature">The signature, by which a repeated message is known.</param>
    /// <exception cref="ZmtpException">It is malformed or signed with another key.</exception>
    public static JupyterMessage Read(IReadOnlyList<byte[]> frames, byte[] key, out string signature)
    {
        var at = frames.Count;
        for (var i = frames.Count - 1; i >= 0; i--)
            if (frames[i].AsSpan().SequenceEqual(delimiter)) at = i;
        if (frames.Count < at + 6) throw new ZmtpException("expected <IDS|MSG>, a signature and four parts.");
        signature = Encoding.ASCII.GetString(frames[at + 1]);
        var expected = Signature(key, [.. frames.Skip(at + 2).Take(4)]);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), frames[at + 1])) throw new ZmtpException("a message is signed with another key.");
        var parts = frames.Skip(at + 2).Take(4).Select(Part).ToArray();
        if (!(parts[0]["msg_type"] is JsonValue type && type.TryGetValue(out string? _))) throw new ZmtpException("expected msg_type in a header.");
        return new([.. frames.Take(at)], parts[0], parts[1], parts[2], parts[3]);
    }

    private static byte[] Bytes(JsonObject part)
    {
        using var text = new PooledText();
        using (var writer = new Utf8JsonWriter(text, plain)) part.WriteTo(writer);
        return text.Written.ToArray();
    }

    private static JsonObject Part(byte[] bytes)
    {
        try
        {
            return NotebookJson.Parse(bytes, "a message") as JsonObject ?? throw new ZmtpException("expected an object as part of a message.");
        }
        catch (NotebookException e)
        {
            throw new ZmtpException(e.Message);
        }
    }

    private static string Signature(byte[] key, byte[][] parts)
    {
        if (key.Length == 0) return "";
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts) hmac.AppendData(part);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
