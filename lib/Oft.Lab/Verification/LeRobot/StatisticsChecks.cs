using System.Text.Json;
using Oft.Data.LeRobot;

namespace Oft.Lab.Verification.LeRobot;

/// <summary>The kinds of check about statistics, computed and carried along.</summary>
internal static class StatisticsChecks
{
    public static void Computed(VerifyCase one, CaseReport report)
    {
        using var dataset = FrameChecks.Open(one.Group);
        var got = LeRobotStatistics.Of(dataset, one.Stars[^1]);
        foreach (var member in one.Value.EnumerateObject())
            report.Numbers<double>(member.Name, [.. Flat(member.Value)], member.Name switch
            {
                "mean" => got.Mean,
                "std_population" => got.Std,
                "min" => got.Min,
                "max" => got.Max,
                "q01" => got.Q01,
                "q99" => got.Q99,
                _ => throw new VerifyException($"the statistic '{member.Name}' is not known here; known: mean, std_population, min, max, q01, q99."),
            });
    }

    public static void Stored(VerifyCase one, CaseReport report)
    {
        using var dataset = FrameChecks.Open(one.Group);
        var stored = LeRobotStoredStatistics.Read(dataset) ?? throw new VerifyException("the data set carries no statistics.");
        var got = stored[one.Stars[^1]];
        report.Equal("names", [.. one.Value.EnumerateObject().Select(x => x.Name).Order(StringComparer.Ordinal)], [.. got.Keys.Order(StringComparer.Ordinal)]);
        foreach (var member in one.Value.EnumerateObject())
            if (got.TryGetValue(member.Name, out var numbers)) report.Numbers<double>(member.Name, [.. Flat(member.Value)], numbers);
    }

    private static IEnumerable<double> Flat(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Flat),
        JsonValueKind.True => [1],
        JsonValueKind.False => [0],
        _ => [value.GetDouble()],
    };
}
