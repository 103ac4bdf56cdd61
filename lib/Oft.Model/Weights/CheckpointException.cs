namespace Oft.Model.Weights;

/// <summary>A checkpoint folder that lacks something, says two things at once, or says what is not known here.</summary>
/// <param name="folder">The folder or file.</param>
/// <param name="message">What was expected, what came, what to do.</param>
/// <param name="inner">What a parser below said.</param>
public sealed class CheckpointException(string folder, string message, Exception? inner = null) : Exception($"{folder}: {message}", inner)
{
    /// <summary>The folder or file.</summary>
    public string Folder { get; } = folder;
}
