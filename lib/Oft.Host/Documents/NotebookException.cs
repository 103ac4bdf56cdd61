namespace Oft.Host.Documents;

/// <summary>A file that is no notebook this host can run: says where, what was expected, what came and what to do.</summary>
public sealed class NotebookException(string message, Exception? inner = null) : Exception(message, inner);
