using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises each channel of [B, C] or [B, C, L] over the batch.</summary>
public sealed class BatchNorm1d : BatchNorm
{
    internal BatchNorm1d(long features, double eps, double momentum, bool affine, bool track, Device? device, ScalarType? dtype)
        : base(features, eps, momentum, affine, track, device, dtype, nameof(BatchNorm1d)) { }

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.ndim is not (2 or 3))
            throw new ArgumentException($"BatchNorm1d expects 2 or 3 dimensions, got [{string.Join(", ", input.shape)}]", nameof(input));
    }
}
