namespace TorchSharp;

/// <summary>Single precision with the lower 16 bits of its fraction rounded away: the range of a float, 8 bits of precision.</summary>
public readonly struct BFloat16 : IComparable<BFloat16>, IEquatable<BFloat16>
{
    private readonly ushort raw;

    private BFloat16(ushort raw) => this.raw = raw;

    /// <summary>The nearest value to <paramref name="f"/>, ties to even.</summary>
    public BFloat16(float f)
    {
        var bits = BitConverter.SingleToUInt32Bits(f);
        raw = float.IsNaN(f) ? (ushort)0x7FC0 : (ushort)((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
    }

    /// <summary>One.</summary>
    public static readonly BFloat16 One = new(1f);

    /// <summary>Zero.</summary>
    public static readonly BFloat16 Zero = new(0f);

    /// <summary>Not a number.</summary>
    public static readonly BFloat16 NaN = new(float.NaN);

    /// <summary>A value by its 16 bits.</summary>
    public static BFloat16 FromRawValue(ushort rawValue) => new(rawValue);

    /// <summary>The same number in single precision, exactly.</summary>
    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)raw << 16);

    /// <summary>The same number in single precision.</summary>
    public static explicit operator float(BFloat16 bf) => bf.ToSingle();

    /// <summary>The same number in double precision.</summary>
    public static explicit operator double(BFloat16 bf) => bf.ToSingle();

    /// <summary>The nearest value, ties to even.</summary>
    public static explicit operator BFloat16(float f) => new(f);

    /// <summary>The nearest value of the nearest float.</summary>
    public static explicit operator BFloat16(double d) => new((float)d);

    /// <summary>Equal as numbers.</summary>
    public static bool operator ==(BFloat16 a, BFloat16 b) => a.ToSingle() == b.ToSingle();

    /// <summary>Different as numbers.</summary>
    public static bool operator !=(BFloat16 a, BFloat16 b) => !(a == b);

    /// <summary>Orders by number.</summary>
    public int CompareTo(BFloat16 other) => ToSingle().CompareTo(other.ToSingle());

    /// <summary>Equal as numbers, and NaN equal to itself.</summary>
    public bool Equals(BFloat16 other) => ToSingle().Equals(other.ToSingle());

    /// <summary>Equal as numbers, and NaN equal to itself.</summary>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <summary>Equal numbers have equal codes.</summary>
    public override int GetHashCode() => ToSingle().GetHashCode();

    /// <summary>The number as text.</summary>
    public override string ToString() => ToSingle().ToString();
}
