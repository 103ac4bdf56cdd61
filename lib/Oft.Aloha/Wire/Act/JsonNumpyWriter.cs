using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using Oft.Aloha.Wire.Numpy;

namespace Oft.Aloha.Wire.Act;

/// <summary>Writes values as Python's <c>json.dumps</c> with json-numpy's encoder writes them, byte for byte.</summary>
/// <remarks>
/// Two forms occur: the client's, with <c>", "</c> and <c>": "</c> and everything beyond ASCII escaped, and the server's compact one in UTF-8.
/// System.Text.Json has neither: it escapes other characters and writes numbers differently.
/// </remarks>
public sealed class JsonNumpyWriter
{
    private readonly ArrayBufferWriter<byte> output;
    private readonly bool compact;

    private JsonNumpyWriter(ArrayBufferWriter<byte> output, bool compact) => (this.output, this.compact) = (output, compact);

    /// <summary>The text of a value.</summary>
    /// <param name="value">As <see cref="WireMap"/> lists them, without bytes.</param>
    /// <param name="compact">True for the server's form.</param>
    /// <param name="into">Room that is used again, emptied first; null takes new room.</param>
    /// <returns>UTF-8: a window into the room.</returns>
    /// <exception cref="WireException">A bare number is not finite, or a value has no JSON form.</exception>
    public static ReadOnlyMemory<byte> Write(object? value, bool compact = false, ArrayBufferWriter<byte>? into = null)
    {
        into?.ResetWrittenCount();
        var writer = new JsonNumpyWriter(into ?? new ArrayBufferWriter<byte>(4096), compact);
        writer.Value(value);
        return writer.output.WrittenMemory;
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case null: Ascii("null"); break;
            case bool truth: Ascii(truth ? "true" : "false"); break;
            case int or long or ulong or BigInteger: Ascii(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)); break;
            case double number: Ascii(PythonNumber.Text(number)); break;
            case string text: Text(text); break;
            case NumpyArray array: Array(array); break;
            case WireMap map: Map(map); break;
            case System.Collections.IEnumerable list: List(list); break;
            default: throw new WireException(WireFault.Value, $"JSON: a {value.GetType().Name} has no form in it.");
        }
    }

    private void Map(WireMap map)
    {
        Ascii("{");
        var first = true;
        foreach (var (key, value) in map)
        {
            if (!first) Separator();
            first = false;
            Text(key as string ?? throw new WireException(WireFault.Value, "JSON: expected texts as keys."));
            Ascii(compact ? ":" : ": ");
            Value(value);
        }
        Ascii("}");
    }

    private void List(System.Collections.IEnumerable list)
    {
        Ascii("[");
        var first = true;
        foreach (var value in list)
        {
            if (!first) Separator();
            first = false;
            Value(value);
        }
        Ascii("]");
    }

    private void Array(NumpyArray array)
    {
        Ascii(compact ? "{\"__numpy__\":\"" : "{\"__numpy__\": \"");
        var room = output.GetSpan(Base64.GetMaxEncodedToUtf8Length(array.Bytes.Length));
        Base64.EncodeToUtf8(array.Bytes.Span, room, out _, out var written);
        output.Advance(written);
        Ascii(compact ? "\",\"dtype\":\"" : "\", \"dtype\": \"");
        Ascii(array.Type.Descriptor);
        Ascii(compact ? "\",\"shape\":" : "\", \"shape\": ");
        List(array.Shape);
        Ascii("}");
    }

    private void Separator() => Ascii(compact ? "," : ", ");

    private void Text(string text)
    {
        Ascii("\"");
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            var escape = letter switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", '\b' => "\\b", '\f' => "\\f", _ => null };
            if (escape is not null) Ascii(escape);
            else if (letter < ' ' || (!compact && letter > '~')) Ascii($"\\u{(int)letter:x4}");
            else if (letter <= '~' || !char.IsSurrogate(letter)) Plain(text.AsSpan(i, 1));
            else if (char.IsSurrogatePair(text, i)) Plain(text.AsSpan(i++, 2));
            else throw new WireException(WireFault.Value, "JSON: a text holds half a surrogate pair.");
        }
        Ascii("\"");
    }

    private void Ascii(string text) => output.Advance(Encoding.ASCII.GetBytes(text, output.GetSpan(text.Length)));

    private void Plain(ReadOnlySpan<char> text) => output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(4)));
}
