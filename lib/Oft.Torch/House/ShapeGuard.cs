using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Oft.Torch;

/// <summary>Guards for the public doors: what was expected, what came, and why.</summary>
public static class ShapeGuard
{
    /// <summary>Passes the tensor on when its shape is the expected one.</summary>
    /// <param name="tensor">The tensor to look at.</param>
    /// <param name="expected">One length a dimension; −1 takes any.</param>
    /// <param name="why">A sentence for the reader of the error, ending with a full stop.</param>
    /// <param name="name">How the caller calls the tensor; found by the compiler.</param>
    /// <exception cref="ShapeException">The shape is another one.</exception>
    public static Tensor Expect(this Tensor tensor, ReadOnlySpan<long> expected, string why, [CallerArgumentExpression(nameof(tensor))] string name = "")
    {
        var shape = tensor.shape;
        var fits = shape.Length == expected.Length;
        for (var i = 0; fits && i < shape.Length; i++) fits = expected[i] < 0 || expected[i] == shape[i];
        return fits ? tensor : throw new ShapeException(
            $"{name}: expected [{string.Join(", ", expected.ToArray().Select(n => n < 0 ? "any" : n.ToString()))}], got [{string.Join(", ", shape)}]. {why}");
    }
}
