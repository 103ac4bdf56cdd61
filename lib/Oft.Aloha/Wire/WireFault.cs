namespace Oft.Aloha.Wire;

/// <summary>What kind of thing is wrong with bytes from the other side.</summary>
public enum WireFault
{
    /// <summary>Well-formed, but not what was expected here.</summary>
    Value,

    /// <summary>Not well-formed: broken JSON or MessagePack.</summary>
    Syntax,

    /// <summary>An array's type, shape and bytes do not agree, or its type is not read.</summary>
    Array,

    /// <summary>Deeper, longer or more than is accepted.</summary>
    Limit,
}
