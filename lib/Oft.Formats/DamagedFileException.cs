namespace Oft.Formats;

/// <summary>A file that cannot be read as what it claims to be. Nothing of it was run and nothing of it is kept.</summary>
/// <param name="file">Path or other name of the source.</param>
/// <param name="fault">What is wrong, by name.</param>
/// <param name="message">What was expected, what came, what to do.</param>
/// <param name="inner">What a parser below said.</param>
public sealed class DamagedFileException(string file, FileFault fault, string message, Exception? inner = null)
    : IOException($"{file}: {message} ({fault})", inner)
{
    /// <summary>Path or other name of the source.</summary>
    public string File { get; } = file;

    /// <summary>What is wrong, by name.</summary>
    public FileFault Fault { get; } = fault;
}
