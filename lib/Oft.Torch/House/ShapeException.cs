namespace Oft.Torch;

/// <summary>A tensor has another shape than a public door asks for.</summary>
public sealed class ShapeException(string message) : ArgumentException(message);
