namespace Oft.Evaluation.Episodes;

/// <summary>How pictures are turned between world and policy.</summary>
public enum ViewTurn
{
    /// <summary>The policy sees what the camera sees.</summary>
    None,

    /// <summary>Turned by 180 degrees.</summary>
    Half,

    /// <summary>Left and right exchanged.</summary>
    // Upstream: libero_utils.py turns raw OpenGL pictures, whose row 0 is the bottom, by 180 degrees; of an upright picture that is the mirror image.
    Mirror,
}
