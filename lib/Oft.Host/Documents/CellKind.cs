namespace Oft.Host.Documents;

/// <summary>What a cell is to a reader of the file.</summary>
public enum CellKind
{
    /// <summary>Runs.</summary>
    Code,

    /// <summary>Prose.</summary>
    Markdown,

    /// <summary>Neither run nor rendered.</summary>
    Raw,
}
