namespace Oft.Data.Fetching;

/// <summary>The server answered that there is nothing to get: asking again changes nothing.</summary>
internal sealed class FetchRefusedException(string message) : IOException(message);
