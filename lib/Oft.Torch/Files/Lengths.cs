namespace TorchSharp;

/// <summary>Lengths as TorchSharp's files have them: seven bits a byte, the lowest first, the eighth bit meaning more.</summary>
internal static class Lengths
{
    /// <summary>Writes a length.</summary>
    public static void WriteLength(this BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    /// <summary>Reads a length that cannot be negative.</summary>
    /// <exception cref="InvalidDataException">It is negative.</exception>
    public static long ReadLength(this BinaryReader reader)
    {
        var value = reader.Read7BitEncodedInt64();
        return value >= 0 ? value : throw new InvalidDataException($"a length of {value} cannot be");
    }
}
