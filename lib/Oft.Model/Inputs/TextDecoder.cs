using System.Globalization;
using System.Text;

namespace Oft.Model.Inputs;

/// <summary>Pieces to text: "▁" to spaces, byte pieces to UTF-8, one leading space off.</summary>
/// <remarks>Upstream: tokenizers' decoders Replace, ByteFallback, Fuse, Strip. A run of bytes that is no UTF-8 gives one U+FFFD per byte.</remarks>
internal sealed class TextDecoder
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly StringBuilder text = new();
    private readonly List<byte> run = [];

    public void Add(string piece)
    {
        if (ByteOf(piece) is { } value)
        {
            run.Add(value);
            return;
        }
        EndRun();
        text.Append(piece.Replace(Tokenizer.SpaceMark, ' '));
    }

    public string Finish()
    {
        EndRun();
        return text.Length > 0 && text[0] == ' ' ? text.ToString(1, text.Length - 1) : text.ToString();
    }

    private void EndRun()
    {
        if (run.Count == 0) return;
        try
        {
            text.Append(Strict.GetString([.. run]));
        }
        catch (DecoderFallbackException)
        {
            text.Append('\uFFFD', run.Count);
        }
        run.Clear();
    }

    private static byte? ByteOf(string piece) =>
        piece.Length == 6 && piece.StartsWith("<0x", StringComparison.Ordinal) && piece[5] == '>' && byte.TryParse(piece.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value : null;
}
