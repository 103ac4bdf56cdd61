namespace Oft.Data.Fetching;

/// <summary>A file that did not arrive as it should. What arrived so far is kept for the next attempt unless it was wrong.</summary>
public sealed class FetchException(string message, Exception? inner = null) : IOException(message, inner);
