namespace Oft.Formats;

/// <summary>What was wrong with a file, by name.</summary>
public enum FileFault
{
    /// <summary>It ends before what it announces.</summary>
    Truncated,

    /// <summary>It does not begin as its format does.</summary>
    Magic,

    /// <summary>Its header cannot be parsed.</summary>
    Header,

    /// <summary>It names a version that is not known here.</summary>
    Version,

    /// <summary>A length, count or depth is beyond what is accepted.</summary>
    Limit,

    /// <summary>An element type is unknown.</summary>
    Type,

    /// <summary>A shape is negative, too large, or does not agree with its bytes.</summary>
    Shape,

    /// <summary>A position points outside its range, overlaps another or leaves a hole.</summary>
    Offset,

    /// <summary>A name stands twice, is missing, or is not one that may be used here.</summary>
    Name,

    /// <summary>A checksum differs.</summary>
    Checksum,

    /// <summary>A pickle asks for a function or class that is not on the list.</summary>
    Forbidden,

    /// <summary>A pickle has an instruction that is unknown, or in the wrong place.</summary>
    Instruction,

    /// <summary>A value is there but of the wrong kind.</summary>
    Value,

    /// <summary>Well-formed, but of a kind that is not read here.</summary>
    Unsupported,

    /// <summary>The native library that reads it ended its process over it, or did not come back.</summary>
    Crash,
}
