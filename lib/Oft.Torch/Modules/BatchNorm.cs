using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises each channel over the batch.</summary>
public abstract class BatchNorm : NormBase
{
    /// <summary>Begins with mean 0, variance 1, scale 1 and shift 0.</summary>
    public BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name) { }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Normalize(input);
}
