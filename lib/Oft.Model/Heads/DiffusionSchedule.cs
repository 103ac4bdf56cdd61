using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Heads;

/// <summary>How noise is added to actions in training and taken away again when acting: DDIM with a squared-cosine schedule.</summary>
/// <remarks>
/// <code>
/// ᾱ(u) = cos²(π/2 · (u + 0.008) / 1.008)        β_t = min(1 - ᾱ((t+1)/T) / ᾱ(t/T), 0.999)        ᾱ_t = Π (1 - β)
/// noisy   = √ᾱ_t · a + √(1 - ᾱ_t) · ε
/// x₀      = clamp((x - √(1 - ᾱ_t) · ε̂) / √ᾱ_t, -1, 1)
/// x       ← √ᾱ_prev · x₀ + √(1 - ᾱ_prev) · ε̂       ε̂ is not derived again from the clamped x₀
/// </code>
/// <para>Upstream: diffusers, schedulers/scheduling_ddim.py, with prediction "epsilon", spacing "leading", η = 0.</para>
/// </remarks>
public sealed class DiffusionSchedule
{
    private readonly float[] betas;
    private readonly float[] alphas;
    private readonly float[] alphaBars;

    /// <summary>Makes the tables.</summary>
    /// <param name="trainSteps">T, steps of noise the weights were trained with.</param>
    public DiffusionSchedule(int trainSteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trainSteps, 1);
        TrainSteps = trainSteps;
        betas = new float[trainSteps];
        alphas = new float[trainSteps];
        alphaBars = new float[trainSteps];
        var product = 1f;
        for (var t = 0; t < trainSteps; t++)
        {
            betas[t] = (float)Math.Min(1 - Squared((t + 1.0) / trainSteps) / Squared((double)t / trainSteps), 0.999);
            alphas[t] = 1f - betas[t];
            alphaBars[t] = product *= alphas[t];
        }
    }

    /// <summary>T, steps of noise the weights were trained with.</summary>
    public int TrainSteps { get; }

    /// <summary>[T] β of every step.</summary>
    public ReadOnlySpan<float> Betas => betas;

    /// <summary>[T] 1 - β of every step.</summary>
    public ReadOnlySpan<float> Alphas => alphas;

    /// <summary>[T] ᾱ, the share of signal left after every step.</summary>
    public ReadOnlySpan<float> AlphaBars => alphaBars;

    /// <summary>The steps taken when acting, noisiest first, the last always 0.</summary>
    /// <param name="steps">How many, from 1 to T.</param>
    public int[] Timesteps(int steps)
    {
        if (steps < 1 || steps > TrainSteps)
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"diffusion: expected 1 to {TrainSteps} steps.");
        var stride = TrainSteps / steps;
        return [.. Enumerable.Range(0, steps).Select(i => (steps - 1 - i) * stride)];
    }

    /// <summary>Adds noise, as in training.</summary>
    /// <param name="actions">[B, K, A] in [-1, 1].</param>
    /// <param name="noise">[B, K, A]</param>
    /// <param name="timesteps">[B] which step, one per sample.</param>
    /// <returns>[B, K, A]</returns>
    // Upstream: ᾱ is rounded to the actions' precision before its roots are taken; in bfloat16 step 0 adds no noise at all.
    public Tensor AddNoise(Tensor actions, Tensor noise, IReadOnlyList<int> timesteps)
    {
        var shares = tensor(timesteps.Select(t => alphaBars[t]).ToArray(), device: actions.device).to(actions.dtype).view(-1, 1, 1);    // [B, 1, 1]
        return shares.sqrt() * actions + (1 - shares).sqrt() * noise;
    }

    /// <summary>The noise that is in actions whose clean ones are known or foretold.</summary>
    /// <param name="x">[B, K, A] noisy actions.</param>
    /// <param name="clean">[B, K, A] actions without noise.</param>
    /// <param name="timestep">The step that <paramref name="x"/> is at.</param>
    /// <returns>[B, K, A]</returns>
    public Tensor NoiseIn(Tensor x, Tensor clean, int timestep)
    {
        var share = Scalar(alphaBars[timestep], x);
        return (x - share.sqrt() * clean) / (1 - share).sqrt();
    }

    /// <summary>One step towards the actions.</summary>
    /// <param name="x">[B, K, A] what there is now.</param>
    /// <param name="noise">[B, K, A] the noise the model sees in it.</param>
    /// <param name="timestep">The step that <paramref name="x"/> is at.</param>
    /// <param name="steps">How many steps the whole way takes.</param>
    /// <returns>[B, K, A] each: what there is next, and the clean actions it was aimed at.</returns>
    public (Tensor Next, Tensor Clean) Step(Tensor x, Tensor noise, int timestep, int steps)
    {
        var previous = timestep - TrainSteps / steps;
        var share = Scalar(alphaBars[timestep], x);
        var shareNext = Scalar(previous >= 0 ? alphaBars[previous] : 1f, x);
        var clean = ((x - (1 - share).sqrt() * noise) / share.sqrt()).clamp(-1, 1);
        return (shareNext.sqrt() * clean + (1 - shareNext).sqrt() * noise, clean);
    }

    // A zero-dimensional float32 tensor: elementwise operations then compute in float32 and round once to x's precision.
    private static Tensor Scalar(float value, Tensor like) => tensor(value, dtype: ScalarType.Float32, device: like.device);

    private static double Squared(double u)
    {
        var cosine = Math.Cos((u + 0.008) / 1.008 * Math.PI / 2);
        return cosine * cosine;
    }
}
