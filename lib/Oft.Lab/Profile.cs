namespace Oft.Lab;

/// <summary>How large everything is; the code is the same.</summary>
public enum Profile
{
    /// <summary>A small model on two CPU cores, no download; its numbers are compared with nobody's.</summary>
    Tiny,

    /// <summary>The published 7B checkpoints, LIBERO, CUDA.</summary>
    Full,
}
