namespace Oft.Data.Rlds;

/// <summary>The paper's data sets and mixtures, by the reference's names.</summary>
/// <remarks>Upstream: prismatic/vla/datasets/rlds/oxe/configs.py and mixtures.py.</remarks>
public static class RldsTable
{
    private static readonly string[] suites = ["libero_spatial_no_noops", "libero_object_no_noops", "libero_goal_no_noops", "libero_10_no_noops"];
    private static readonly string[] tasks = ["aloha1_fold_shorts_20_demos", "aloha1_fold_shirt_30_demos", "aloha1_scoop_X_into_bowl_45_demos", "aloha1_put_X_into_pot_300_demos"];

    private const string bridge = "bridge_orig";

    /// <summary>Every data set, by name.</summary>
    public static IReadOnlyDictionary<string, RldsConfiguration> Datasets { get; } =
        suites.Append("libero_4_task_suites_no_noops").Select(RldsConfiguration.Libero).Concat(tasks.Select(RldsConfiguration.Aloha)).Append(RldsConfiguration.Bridge(bridge)).ToDictionary(x => x.Name);

    /// <summary>Every mixture: data sets and weights, by name. A single data set is a mixture of one.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<MixturePart>> Mixtures { get; } =
        new Dictionary<string, IReadOnlyList<MixturePart>>(
            suites.Concat(tasks).Select(name => KeyValuePair.Create<string, IReadOnlyList<MixturePart>>(name, [new(name, 1)])))
        {
            ["bridge"] = [new(bridge, 1)],
            ["libero_4_task_suites_no_noops"] = [.. suites.Select(name => new MixturePart(name, 1))],
        };

    /// <summary>The configuration of a name of the table; for another name, the one its shape suggests.</summary>
    /// <param name="name">With or without the capitals of the table.</param>
    /// <param name="actionWidth">A of the stored actions: 7 for LIBERO's shape, 14 for ALOHA's.</param>
    /// <exception cref="ArgumentException">The name is unknown and the width is neither.</exception>
    public static RldsConfiguration Configure(string name, long? actionWidth) =>
        Datasets.Values.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? actionWidth switch
        {
            7 => RldsConfiguration.Libero(name),
            14 => RldsConfiguration.Aloha(name),
            _ => throw new ArgumentException($"data set '{name}' is not in the table and its actions have {actionWidth?.ToString() ?? "an open number of"} numbers; expected 7 (LIBERO) or 14 (ALOHA). Known: {string.Join(", ", Datasets.Keys)}.", nameof(name)),
        };
}
