namespace Oft.Model;

/// <summary>How attention is computed.</summary>
public enum AttentionPath
{
    /// <summary>Whichever was faster for this precision on this device.</summary>
    Measured,

    /// <summary>libtorch's one kernel.</summary>
    Fused,

    /// <summary>Written out: two products around a softmax.</summary>
    Composed,
}
