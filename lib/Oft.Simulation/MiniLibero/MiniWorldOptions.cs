namespace Oft.Simulation.MiniLibero;

/// <summary>How a world looks and what is disturbed in it.</summary>
public sealed record MiniWorldOptions
{
    /// <summary>84x84 views of the undisturbed world.</summary>
    public static MiniWorldOptions Default { get; } = new();

    /// <summary>Pixels across of each observed view.</summary>
    public int ImageWidth { get; init; } = 84;

    /// <summary>Pixels down of each observed view.</summary>
    public int ImageHeight { get; init; } = 84;

    /// <summary>Samples per pixel; 0 draws hard edges, 4 costs about twice the time.</summary>
    public int Samples { get; init; }

    /// <summary>Whether things cast shadows; costs about four times the time on a CPU.</summary>
    public bool Shadows { get; init; }

    /// <summary>What differs from the world demonstrations come from.</summary>
    public Perturbation Perturbation { get; init; } = Perturbation.None;
}
