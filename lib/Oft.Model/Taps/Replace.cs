using static TorchSharp.torch;

namespace Oft.Model.Taps;

/// <summary>Changes what passes a tap, for one run.</summary>
/// <param name="Pattern">Addresses: <c>*</c> stands for one name, <c>**</c> for any number.</param>
/// <param name="Change">Gets what passes and returns what goes on, of the same shape.</param>
public sealed record Replace(string Pattern, Func<Tensor, Tensor> Change)
{
    /// <summary>A replacement, as a sentence.</summary>
    public static Replace With(string pattern, Func<Tensor, Tensor> change) => new(pattern, change);
}
