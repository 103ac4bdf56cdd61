using System.Text.Json.Serialization;

namespace Oft.Evaluation.Tables;

/// <summary>What the figures of a table are.</summary>
public enum Quantity
{
    /// <summary>Successes among trials.</summary>
    [JsonStringEnumMemberName("success rate")]
    SuccessRate,

    /// <summary>Another count among trials.</summary>
    [JsonStringEnumMemberName("share")]
    Share,

    /// <summary>A mean of graded points, which is no count.</summary>
    [JsonStringEnumMemberName("mean points")]
    MeanPoints,

    /// <summary>Times and rates of a machine.</summary>
    [JsonStringEnumMemberName("latency")]
    Latency,

    /// <summary>Numbers somebody chose.</summary>
    [JsonStringEnumMemberName("recipe")]
    Recipe,
}
