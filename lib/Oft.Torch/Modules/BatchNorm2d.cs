using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises each channel of [B, C, H, W] over the batch.</summary>
public sealed class BatchNorm2d : BatchNorm
{
    internal BatchNorm2d(long features, double eps, double momentum, bool affine, bool track, Device? device, ScalarType? dtype)
        : base(features, eps, momentum, affine, track, device, dtype, nameof(BatchNorm2d)) { }

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.ndim != 4)
            throw new ArgumentException($"BatchNorm2d expects 4 dimensions, got [{string.Join(", ", input.shape)}]", nameof(input));
    }
}
