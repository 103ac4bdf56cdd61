using System.Buffers.Binary;

namespace Oft.Imaging.Tests.Files;

/// <summary>Repairs the checksums of a damaged file, so that the damage is met behind them.</summary>
internal static class PngChecksums
{
    internal static byte[] MakeRight(byte[] file)
    {
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12) break;
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + (int)length), Of(file.AsSpan(at + 4, 4 + (int)length)));
            at += 12 + (int)length;
        }
        return file;
    }

    private static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        }
        return ~crc;
    }
}
