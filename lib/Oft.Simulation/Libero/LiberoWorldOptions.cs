namespace Oft.Simulation.Libero;

/// <summary>How a LIBERO world looks.</summary>
public sealed record LiberoWorldOptions
{
    /// <summary>As the OpenVLA-OFT evaluation has it: 256x256, four samples a pixel, observations 4 ms old.</summary>
    public static LiberoWorldOptions Default { get; } = new();

    /// <summary>Pixels across of each observed view.</summary>
    public int ImageWidth { get; init; } = 256;

    /// <summary>Pixels down of each observed view.</summary>
    public int ImageHeight { get; init; } = 256;

    /// <summary>Samples per pixel; MuJoCo's own default is 4.</summary>
    public int Samples { get; init; } = 4;

    /// <summary>Observes the end of a control step instead of 4 ms before it. Published checkpoints saw the older state.</summary>
    public bool Newest { get; init; }
}
