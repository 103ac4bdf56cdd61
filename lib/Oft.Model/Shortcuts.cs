namespace Oft.Model;

/// <summary>What acting leaves out because nobody reads it, and keeps because it cannot change. None changes an action; each can be switched off, to see what it is worth.</summary>
public sealed record Shortcuts
{
    /// <summary>Scores of token ids are computed only where actions are tokens, and only at the action slots.</summary>
    // Upstream: logits of all positions are computed in every pass, whatever the head reads.
    public bool NoUnreadLogits { get; init; } = true;

    /// <summary>The last layer computes only the rows that the head reads.</summary>
    public bool LastLayerRows { get; init; } = true;

    /// <summary>All views go through a tower in one batch.</summary>
    // Upstream: one after another.
    public bool ViewsTogether { get; init; } = true;

    /// <summary>A sentence's word vectors and its γ and β are computed once.</summary>
    public bool SentencesKept { get; init; } = true;

    /// <summary>The rotations of a sequence's positions are computed once for every length.</summary>
    public bool RotationsKept { get; init; } = true;

    /// <summary>A diffusion policy looks at the pictures once, not at every step.</summary>
    public bool PatchesKept { get; init; } = true;

    /// <summary>Every shortcut.</summary>
    public static Shortcuts All { get; } = new();

    /// <summary>No shortcut: the passes as upstream makes them.</summary>
    public static Shortcuts None { get; } = new() { NoUnreadLogits = false, LastLayerRows = false, ViewsTogether = false, SentencesKept = false, RotationsKept = false, PatchesKept = false };
}
