namespace Oft.Lab.Suites;

/// <summary>Of which episodes a film is kept.</summary>
public enum Films
{
    /// <summary>Of none.</summary>
    None,

    /// <summary>Of those that failed.</summary>
    Failed,

    /// <summary>Of all.</summary>
    All,
}
