namespace Oft.Data.Manifests;

/// <summary>Paths from elsewhere that become paths here.</summary>
internal static class SafePath
{
    /// <summary>The path, where it is relative and stays in its folder.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static string Expect(string path) =>
        path.Length is > 0 and < 1024 && !path.StartsWith('/') && path.AsSpan().IndexOfAny("\\:\0\r\n") < 0 && path.Split('/').All(part => part is not ("" or "." or ".."))
            ? path
            : throw new ArgumentException($"the path '{path}' is not one below a folder.");
}
