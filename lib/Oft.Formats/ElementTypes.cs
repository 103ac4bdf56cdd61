namespace Oft.Formats;

/// <summary>Arithmetic on element types.</summary>
public static class ElementTypes
{
    extension(ElementType type)
    {
        /// <summary>Bytes of one element.</summary>
        public int Size => type switch
        {
            ElementType.Bool or ElementType.UInt8 or ElementType.Int8 or ElementType.Float8E4M3 or ElementType.Float8E5M2 => 1,
            ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 2,
            ElementType.UInt32 or ElementType.Int32 or ElementType.Float32 => 4,
            _ => 8,
        };
    }

    /// <summary>Elements of a shape, or null where a dimension is negative or the product leaves 62 bits.</summary>
    /// <param name="shape">Any rank; rank 0 is one element.</param>
    public static long? Count(IReadOnlyList<long> shape)
    {
        var count = 1L;
        var empty = false;
        foreach (var size in shape)
        {
            if (size < 0) return null;
            if (size == 0) empty = true;
            else if (count > (long.MaxValue >> 1) / size) return null;
            else count *= size;
        }
        return empty ? 0 : count;
    }
}
