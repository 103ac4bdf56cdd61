using Oft.Contracts;

namespace Oft.Aloha.Wire.OpenPi;

/// <summary>How a family of openpi servers spells an observation: which keys, which layout, which size.</summary>
/// <remarks>Actions pass unchanged: delta pose and gripper as LIBERO's <c>env.step</c> takes them, absolute joint targets in ALOHA's own units (the server converts).</remarks>
public sealed record OpenPiConvention
{
    /// <summary>As the command line spells it.</summary>
    public required string Name { get; init; }

    /// <summary>Where each view lies, in <see cref="RobotSpec.Views"/> order: keys from the outside in. A slash belongs to a key.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Pictures { get; init; }

    /// <summary>The key of the state.</summary>
    public required string State { get; init; }

    /// <summary>True where a picture is [3, H, W].</summary>
    public bool ChannelsFirst { get; init; }

    /// <summary>True where state comes before the pictures.</summary>
    public bool StateFirst { get; init; }

    /// <summary>Pixels along a side; other pictures are resized and padded with black.</summary>
    public int Side { get; init; } = 224;

    /// <summary>π0, π0-FAST and π0.5 for LIBERO.</summary>
    public static OpenPiConvention Libero { get; } = new()
    {
        Name = "pi-libero",
        Pictures = [["observation/image"], ["observation/wrist_image"]],
        State = "observation/state",
    };

    /// <summary>π0 for ALOHA, real and simulated.</summary>
    public static OpenPiConvention Aloha { get; } = new()
    {
        Name = "pi-aloha",
        Pictures = [["images", "cam_high"], ["images", "cam_left_wrist"], ["images", "cam_right_wrist"]],
        State = "state",
        ChannelsFirst = true,
        StateFirst = true,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OpenPiConvention> All { get; } = [Libero, Aloha];

    /// <summary>The one for a robot: by its number of views.</summary>
    /// <exception cref="ArgumentException">No family of openpi servers has that many.</exception>
    public static OpenPiConvention For(RobotSpec robot) => All.FirstOrDefault(x => x.Pictures.Count == robot.Views.Count)
        ?? throw new ArgumentException($"openpi: no convention has the {robot.Views.Count} views of '{robot.Name}'; there are: {string.Join(", ", All.Select(x => $"{x.Name} ({x.Pictures.Count})"))}.");
}
