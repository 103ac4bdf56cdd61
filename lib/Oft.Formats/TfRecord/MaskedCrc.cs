using System.Buffers.Binary;
using System.Numerics;

namespace Oft.Formats.TfRecord;

/// <summary>The checksum of record files: CRC-32C, rotated and shifted so that a checksum of checksums stays useful.</summary>
/// <remarks><code>masked = ((crc ≫ 15) | (crc ≪ 17)) + 0xA282EAD8   (mod 2³²)</code></remarks>
public static class MaskedCrc
{
    /// <summary>CRC-32C (Castagnoli) of some bytes, by the processor's own instruction where it has one.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    /// <summary>The checksum as it stands in a record file.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = Crc32C(bytes);
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8u;
    }
}
