namespace Oft.Aloha.Arms;

/// <summary>A task as the paper recorded it.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Episodes">Demonstrations.</param>
/// <param name="Length">Steps of an episode at 25 Hz.</param>
/// <param name="Cameras">Recorded views.</param>
/// <remarks>Upstream: experiments/robot/aloha/constants.py, TASK_CONFIGS.</remarks>
public sealed record AlohaTask(string Name, int Episodes, int Length, IReadOnlyList<string> Cameras)
{
    private static readonly string[] three = ["cam_high", "cam_left_wrist", "cam_right_wrist"], four = ["cam_high", "cam_low", "cam_left_wrist", "cam_right_wrist"];

    /// <summary>The paper's tasks.</summary>
    public static IReadOnlyList<AlohaTask> All { get; } =
    [
        new("fold_shorts", 20, 1000, three),
        new("fold_shirt", 30, 1250, three),
        new("scoop_raisins_into_bowl", 15, 900, three),
        new("scoop_almonds_and_green_M&Ms_into_bowl", 15, 900, three),
        new("scoop_pretzels_into_bowl", 15, 900, three),
        new("put_red_pepper_into_pot", 100, 400, four),
        new("put_yellow_corn_into_pot", 100, 400, four),
        new("put_green_pepper_into_pot", 100, 400, four),
    ];
}
