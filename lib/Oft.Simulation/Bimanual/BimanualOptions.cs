using Oft.Contracts;

namespace Oft.Simulation.Bimanual;

/// <summary>How a bimanual world looks.</summary>
public sealed record BimanualOptions
{
    /// <summary>Three 112x84 views: the cameras of the robot are wider than high, and a policy squashes them.</summary>
    public static BimanualOptions Default { get; } = new();

    /// <summary>Views of a height, as wide as the robot's cameras make them: 640x480 for 480.</summary>
    public static BimanualOptions OfHeight(int height) => new() { ImageWidth = height * 4 / 3, ImageHeight = height };

    /// <summary>Pixels across of each observed view.</summary>
    public int ImageWidth { get; init; } = 112;

    /// <summary>Pixels down of each observed view.</summary>
    public int ImageHeight { get; init; } = 84;

    /// <summary>Samples per pixel; 0 draws hard edges, 4 costs about twice the time.</summary>
    public int Samples { get; init; }

    /// <summary>Which views are observed: three as a policy reads them, or <see cref="BimanualRobot.FourViews"/>.</summary>
    public RobotSpec Robot { get; init; } = RobotSpec.Aloha;
}
