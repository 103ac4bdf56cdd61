namespace Oft.Formats.Hdf5;

/// <summary>What the elements of a data set or attribute are, in the library's order.</summary>
public enum Hdf5Class
{
    /// <summary>An integer of any size.</summary>
    Integer,

    /// <summary>A float of any size.</summary>
    Float,

    /// <summary>A time.</summary>
    Time,

    /// <summary>Text of fixed or variable length.</summary>
    Text,

    /// <summary>Bits.</summary>
    Bits,

    /// <summary>Bytes without meaning.</summary>
    Opaque,

    /// <summary>A record of members.</summary>
    Compound,

    /// <summary>A reference to another object.</summary>
    Reference,

    /// <summary>Named integers; Python's booleans are one.</summary>
    Enumeration,

    /// <summary>Elements of variable length.</summary>
    Variable,

    /// <summary>A small array in each element.</summary>
    Array,
}
