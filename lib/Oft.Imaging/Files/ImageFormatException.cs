namespace Oft.Imaging.Files;

/// <summary>An image file that is refused, with the reason by name.</summary>
public sealed class ImageFormatException : FormatException
{
    /// <summary>Refuses a file.</summary>
    /// <param name="fault">The reason by name.</param>
    /// <param name="message">What was expected and what came.</param>
    /// <param name="inner">What a library said, where one did.</param>
    public ImageFormatException(ImageFault fault, string message, Exception? inner = null) : base(message, inner) => Fault = fault;

    /// <summary>The reason by name.</summary>
    public ImageFault Fault { get; }
}
