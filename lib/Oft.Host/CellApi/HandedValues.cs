using System.ComponentModel;
using Oft.Host.Cells;

namespace Microsoft.DotNet.Interactive;

/// <summary>How values of other languages reach a C# variable; written by the host, not by people.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HandedValues
{
    /// <summary>The value behind a key, once.</summary>
    public static object? Take(string key) => CellValues.Take(key);
}
