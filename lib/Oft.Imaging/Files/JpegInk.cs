using System.Buffers.Binary;

namespace Oft.Imaging.Files;

/// <summary>Four inks become three lights, by TensorFlow's formula rather than a colour profile.</summary>
internal static class JpegInk
{
    private const byte StartOfScan = 0xDA, Application14 = 0xEE;

    /// <summary>Turns [H, W, 4] inks into [H, W, 3] RGB: the product of ink and black over 255, rounded down.</summary>
    /// <param name="inks">Cyan, magenta, yellow and black of each pixel.</param>
    /// <param name="inverted">Adobe's files say 255 for no ink.</param>
    internal static byte[] ToRgb(ReadOnlySpan<byte> inks, bool inverted)
    {
        var rgb = new byte[inks.Length / 4 * 3];
        var paper = inverted ? 0 : 255;
        for (var (i, o) = (0, 0); i < inks.Length; i += 4)
            for (var c = 0; c < 3; c++)
                rgb[o++] = (byte)((inks[i + c] ^ paper) * (inks[i + 3] ^ paper) / 255);
        return rgb;
    }

    /// <summary>Whether an Adobe marker stands before the first scan.</summary>
    internal static bool IsInverted(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 4 <= file.Length;)
        {
            if (file[at] != 0xFF || file[at + 1] is 0xFF or 0x00) { at++; continue; }      // fill bytes, and garbage libjpeg skips too
            var marker = file[at + 1];
            if (marker == StartOfScan) return false;
            var data = file[(at + 4)..];
            if (marker == Application14 && data.StartsWith("Adobe"u8) && BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]) >= 14) return true;
            at += marker is 0x01 or (>= 0xD0 and <= 0xD9) ? 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }
        return false;
    }
}
