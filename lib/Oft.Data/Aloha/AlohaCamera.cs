namespace Oft.Data.Aloha;

/// <summary>How one camera's frames lie in a recording.</summary>
/// <param name="Name">The recorder's name: cam_high, cam_left_wrist, …</param>
/// <param name="Storage">Raw pixels, padded rows of JPEG, or JPEG of variable length.</param>
/// <param name="Frames">How many there are.</param>
/// <param name="Height">Pixels down; 0 for JPEG, which says so itself.</param>
/// <param name="Width">Pixels across; 0 for JPEG.</param>
public sealed record AlohaCamera(string Name, AlohaStorage Storage, int Frames, int Height, int Width)
{
    /// <summary>Its data set.</summary>
    public string Path => "/observations/images/" + Name;
}
