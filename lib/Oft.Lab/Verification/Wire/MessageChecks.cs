using System.Text.Json;
using Oft.Aloha.Wire;
using Oft.Aloha.Wire.Numpy;
using Oft.Aloha.Wire.OpenPi;

namespace Oft.Lab.Verification.Wire;

/// <summary>msgpack_numpy bytes, written and read.</summary>
internal static class MessageChecks
{
    /// <summary><c>msgpack-numpy-encode</c>: a value to its bytes and back; what Python refuses to pack is refused here.</summary>
    internal static void Encode(VerifyGroup group, GroupReport report)
    {
        // A value without a counterpart here is named by the folder itself ("has no C# counterpart"), so leaving it out is no fault.
        foreach (var one in group.Cases()) report.Case(one.Name, x => Encode(one, x), optional: true);
    }

    private static void Encode(VerifyCase of, CaseReport report)
    {
        var first = (of.Value.Text("hex") ?? of.Value.Text("head_hex"))?[..2];
        if (!of.Value.TryGetProperty("value", out var recorded)) throw new NotOfferedException("the case has no value.");
        byte[] bytes;
        object? value;
        try
        {
            value = RecordedValue.Make(recorded, extension: first is not null && Convert.ToByte(first, 16) is >= 0xc7 and <= 0xc9 or >= 0xd4 and <= 0xd8);
            bytes = MessageWriter.Write(value);
        }
        catch (WireException refused)
        {
            report.That("verdict", first is null, $"refused: {refused.Message}");
            return;
        }
        report.That("verdict", first is not null, "was packed, and is refused by the original");
        if (of.Value.Text("hex") is { } hex) report.Equal("bytes", hex, Convert.ToHexStringLower(bytes));
        else if (of.Value.Text("sha256") is { } sha)
        {
            report.Equal("length", of.Value.GetProperty("bytes").GetInt32(), bytes.Length);
            report.Sha256("bytes", sha, bytes);
        }
        if (first is null) return;
        try
        {
            var back = MessageWriter.Write(MessageReader.Read(bytes));
            report.That("verdict of reading it back", of.Value.Text("decode_error") is null, "was read, and is refused by the original");
            report.Equal("bytes of what was read", JsonNumpyChecks.Hash(bytes), JsonNumpyChecks.Hash(back));
        }
        catch (WireException refused)
        {
            report.That("verdict of reading it back", of.Value.Text("decode_error") is not null, $"refused: {refused.Message}");
        }
    }

    /// <summary><c>msgpack-numpy-decode</c>: the same value or the same refusal; what is unsafe may be refused though Python takes it.</summary>
    internal static void Decode(VerifyCase of, CaseReport report)
    {
        var decoded = of.Value.TryGetProperty("decoded", out var json);
        object? value;
        try
        {
            value = MessageReader.Read(Bytes(of));
        }
        catch (WireException refused)
        {
            report.That("verdict", !decoded || IsUnsafe(json, of), $"refused: {refused.Message}");
            return;
        }
        report.That("verdict", decoded, "was read, and is refused by the original");
        if (!decoded || json.ValueKind == JsonValueKind.String && of.Value.Text("hex")!.EndsWith("...", StringComparison.Ordinal)) return;
        if (json.Text("object") is not null)
        {
            report.That("value", value is MessageExtension, $"expected an extension, got {value?.GetType().Name ?? "nothing"}");
            return;
        }
        report.Equal("value", Convert.ToHexStringLower(MessageWriter.Write(RecordedValue.Make(json, extension: value is MessageExtension))), Convert.ToHexStringLower(MessageWriter.Write(value)));
        report.Equal("kind", RecordedValue.Make(json, extension: value is MessageExtension)?.GetType(), value?.GetType());
    }

    // Object, complex and void types, negative sizes and spare data: the README leaves them to the reader.
    private static bool IsUnsafe(JsonElement decoded, VerifyCase of)
    {
        if (decoded.Text("ndarray") is not { } type) return false;
        if (type.Length < 2 || !"biufUSMm".Contains(type[1])) return true;
        var plain = new NumpyArray(NumpyType.Parse(type), [.. decoded.Integers("shape")], Convert.FromHexString(decoded.Text("c_order_bytes_hex")!));
        // Written as it was read it has another length than what came: bytes to spare, or a size that was guessed.
        var message = Bytes(of);
        return MessageWriter.Write(plain).Length != message.Length || message.AsSpan().IndexOf((byte)0xff) >= 0;
    }

    private static byte[] Bytes(VerifyCase of)
    {
        var hex = of.Value.Text("hex")!;
        if (!hex.EndsWith("...", StringComparison.Ordinal)) return Convert.FromHexString(hex);
        // One byte repeated, and a value at the end.
        var bytes = new byte[of.Value.GetProperty("bytes").GetInt32()];
        bytes.AsSpan().Fill(Convert.ToByte(hex[..2], 16));
        bytes[^1] = 0;
        return bytes;
    }
}
