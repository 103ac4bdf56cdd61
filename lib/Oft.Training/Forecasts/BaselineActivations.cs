using Oft.Model.Baselines;

namespace Oft.Training.Forecasts;

/// <summary>What a baseline's forward pass leaves in memory for its backward, counted from the sizes alone, in single precision.</summary>
/// <remarks>
/// <code>
/// block                    residuals 2·W, norms 2·W, queries keys values 3·W, mixed heads W, feed-forward 8·W, pattern H·N     per token
/// block with a memory      and residual, norm, queries, mixed heads 4·W, pattern H·M per token; keys and values 2·W per memory token
/// convolution              what comes out of it and out of the ReLU, 2·channels per place
/// </code>
/// <para>Shapes: B samples, V views, N tokens, M memory tokens, W width, H heads, K chunk length, A action width.</para>
/// </remarks>
public static class BaselineActivations
{
    private const int Number = 4;

    /// <summary>Bytes for a batch.</summary>
    /// <param name="config">What the baseline is made of.</param>
    /// <param name="samples">B.</param>
    public static long Bytes(BaselineConfig config, int samples)
    {
        var robot = config.Robot;
        var (places, pictures) = Pictures(config);
        double state = robot.ProprioWidth > 0 ? 1 : 0;
        var memory = 1 + state + robot.Views.Count * places;                                           // sentence, state, places
        var (chunk, own) = ((double)robot.ChunkLength, 0.0);
        if (config.Kind is BaselineKind.Act)
        {
            memory++;                                                                                  // the latent
            own = config.EncoderLayers * Block(config, 1 + state + chunk);                             // the posterior
        }
        // Diffusion Policy's decoder also sees the step.
        var seen = config.Kind is BaselineKind.Act ? memory : memory + 1;
        var tokens = own + config.EncoderLayers * Block(config, memory) + config.DecoderLayers * (Block(config, chunk) + Cross(config, chunk, seen));
        return (long)(Number * samples * (pictures + 2 * memory * config.Width + tokens));
    }

    // Convolutions, and the picture that each reads.
    private static (double Places, double Numbers) Pictures(BaselineConfig config)
    {
        double side = config.ImageSize, numbers = 3 * side * side;
        foreach (var channels in PictureTokens.Channels(config.Width))
        {
            side = Math.Ceiling(side / 2);
            numbers += 2 * channels * side * side;
        }
        return (side * side, config.Robot.Views.Count * numbers);
    }

    private static double Block(BaselineConfig config, double tokens) => tokens * (16 * config.Width + config.Heads * tokens);

    private static double Cross(BaselineConfig config, double tokens, double seen) => tokens * (4 * config.Width + config.Heads * seen) + 2 * seen * config.Width;
}
