namespace Oft.Aloha.Control;

/// <summary>How chunks follow each other.</summary>
public enum ChunkPlayback
{
    /// <summary>As the paper: wait for the answer with the arms at rest, then play the chunk from its first action.</summary>
    OpenLoop,

    /// <summary>Ask while the last chunk still plays; drop what is late, fade the arms over a few ticks, switch the grippers.</summary>
    Overlap,

    /// <summary>Ask all the time; average every prediction for a tick, the oldest weighing most. For heads that answer within a period or two.</summary>
    Blend,
}
