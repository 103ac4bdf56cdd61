namespace Oft.Data.Aloha;

/// <summary>How frames are stored.</summary>
public enum AlohaStorage
{
    /// <summary>uint8 [T, H, W, 3].</summary>
    Raw,

    /// <summary>uint8 [T, longest], each row a JPEG padded with zeros.</summary>
    PaddedJpeg,

    /// <summary>[T] byte strings, each a JPEG.</summary>
    VariableJpeg,
}
