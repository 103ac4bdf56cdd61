namespace Oft.Imaging.Files;

/// <summary>Why an image file was refused.</summary>
public enum ImageFault
{
    /// <summary>There are no bytes.</summary>
    Empty,

    /// <summary>The first bytes are those of no format the reference reads.</summary>
    UnknownFormat,

    /// <summary>The file ends before its picture does.</summary>
    Truncated,

    /// <summary>A header or a table says what cannot be.</summary>
    BadHeader,

    /// <summary>A checksum does not fit its bytes.</summary>
    BadChecksum,

    /// <summary>The compressed data cannot be undone.</summary>
    BadData,

    /// <summary>More pixels than the reader was told to accept.</summary>
    TooLarge,

    /// <summary>A valid file of a kind the reference does not read either.</summary>
    Unsupported,
}
