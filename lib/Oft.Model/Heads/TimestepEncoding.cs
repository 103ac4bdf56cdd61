using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Heads;

/// <summary>A diffusion step as one token: sines and cosines, without weights.</summary>
/// <remarks>
/// <code>
/// f_i = exp(-i · ln 10000 / (L/2 - 1))          token = [sin(t · f) ‖ cos(t · f)]
/// </code>
/// <para>Upstream: prismatic/models/action_heads.py, SinusoidalPositionalEncoding.</para>
/// </remarks>
public static class TimestepEncoding
{
    /// <summary>Tokens of diffusion steps, in float32.</summary>
    /// <param name="timesteps">[B] which step, one per sample.</param>
    /// <param name="width">L</param>
    /// <param name="device">Where the tokens live.</param>
    /// <returns>[B, L]</returns>
    public static Tensor Encode(IReadOnlyList<int> timesteps, int width, Device device)
    {
        var half = width / 2;
        // Upstream: divided by half - 1, so the last frequency is exactly 1/10000.
        var frequencies = (arange(0, half, dtype: ScalarType.Float32, device: device) * (-Math.Log(10000) / (half - 1))).exp();    // [L/2]
        var steps = tensor(timesteps.Select(t => (float)t).ToArray(), device: device);                                            // [B]
        var angles = steps.unsqueeze(1) * frequencies.unsqueeze(0);                                                               // [B, L/2]
        return cat([angles.sin(), angles.cos()], 1);
    }
}
