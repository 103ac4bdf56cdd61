using Oft.Contracts;

namespace Oft.Data.Rlds;

/// <summary>What a data set's records mean: cameras in order, standardisation, masks, bounds, chunk.</summary>
/// <remarks>Upstream: prismatic/vla/datasets/rlds/oxe/configs.py and materialize.py.</remarks>
public sealed record RldsConfiguration
{
    /// <summary>The key of its statistics; it may have capitals where the folder has none.</summary>
    public required string Name { get; init; }

    /// <summary>In the order the model reads them.</summary>
    public required IReadOnlyList<CameraField> Cameras { get; init; }

    /// <summary>What the reference calls the parts of the proprioception.</summary>
    public required IReadOnlyList<string> StateKeys { get; init; }

    /// <summary>How fields are standardised.</summary>
    public required Standardization Standardization { get; init; }

    /// <summary>[A] which actions are absolute targets.</summary>
    public required IReadOnlyList<bool> AbsoluteActionMask { get; init; }

    /// <summary>[A] which actions are normalised.</summary>
    public required IReadOnlyList<bool> NormalizationMask { get; init; }

    /// <summary>Bounds of actions and proprioception.</summary>
    public required BoundsKind Bounds { get; init; }

    /// <summary>K, actions per chunk.</summary>
    public required int ChunkLength { get; init; }

    /// <summary>S, numbers of proprioception.</summary>
    public required int ProprioWidth { get; init; }

    /// <summary>A, numbers per action.</summary>
    public int ActionWidth => NormalizationMask.Count;

    /// <summary>The folder TFDS looks for: lower case.</summary>
    public string FolderName => Name.ToLowerInvariant();

    /// <summary>A LIBERO-shaped data set of any name.</summary>
    public static RldsConfiguration Libero(string name) => new()
    {
        Name = name,
        Cameras = [new("primary", "image"), new("wrist", "wrist_image")],
        StateKeys = ["EEF_state", "gripper_state"],
        Standardization = Standardization.Libero,
        AbsoluteActionMask = [false, false, false, false, false, false, true],
        NormalizationMask = [true, true, true, true, true, true, false],
        Bounds = BoundsKind.Q99,
        ChunkLength = 8,
        ProprioWidth = 8,
    };

    /// <summary>An ALOHA-shaped data set of any name.</summary>
    public static RldsConfiguration Aloha(string name) => new()
    {
        Name = name,
        Cameras = [new("primary", "image"), new("left_wrist", "left_wrist_image"), new("right_wrist", "right_wrist_image")],
        StateKeys = ["state"],
        Standardization = Standardization.Aloha,
        AbsoluteActionMask = [.. Enumerable.Repeat(true, 14)],
        NormalizationMask = [.. Enumerable.Repeat(true, 14)],
        Bounds = BoundsKind.MinMax,
        ChunkLength = 25,
        ProprioWidth = 14,
    };

    /// <summary>A data set shaped like BridgeData V2 of any name: one camera, its wrist view black.</summary>
    public static RldsConfiguration Bridge(string name) => new()
    {
        Name = name,
        Cameras = [new("primary", "image_0"), new("wrist", "")],
        StateKeys = ["EEF_state", "gripper_state"],
        Standardization = Standardization.Bridge,
        AbsoluteActionMask = [false, false, false, false, false, false, true],
        NormalizationMask = [true, true, true, true, true, true, false],
        Bounds = BoundsKind.Q99,
        ChunkLength = 5,
        ProprioWidth = 7,
    };
}
