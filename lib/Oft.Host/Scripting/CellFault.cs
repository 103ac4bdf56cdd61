namespace Oft.Host.Scripting;

/// <summary>Why a cell cannot go on, in the words its reader gets; never a fault of the host.</summary>
/// <param name="name">The kind of error, shown first.</param>
/// <param name="message">What was expected, what came, what to do.</param>
/// <param name="lines">More lines, the place in the cell first; empty where the message says it all.</param>
public sealed class CellFault(string name, string message, IReadOnlyList<string>? lines = null) : Exception(message)
{
    /// <summary>The kind of error: an exception's type, or the host's own word.</summary>
    public string Name { get; } = name;

    /// <summary>Place and circumstances, one line each.</summary>
    public IReadOnlyList<string> Lines { get; } = lines ?? [];
}
