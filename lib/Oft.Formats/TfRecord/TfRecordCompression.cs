namespace Oft.Formats.TfRecord;

/// <summary>How a whole record file is packed.</summary>
public enum TfRecordCompression
{
    /// <summary>Not at all: what TFDS writes.</summary>
    None,

    /// <summary>gzip around the whole file.</summary>
    Gzip,

    /// <summary>zlib around the whole file.</summary>
    Zlib,
}
