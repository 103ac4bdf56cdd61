using System.Text.Json;

namespace Oft.Contracts.Tests;

public class FieldStatisticsTests
{
    private static readonly FieldStatistics Hand = new()
    {
        Mean = [0, 0, 0], Std = [1, 1, 1], Min = [-1, 0, 5], Max = [3, 1, 5], Q01 = [-0.25, 0, 5], Q99 = [0.75, 1, 5], Mask = [true, false, true],
    };

    [Fact]
    public void Trap_17_a_value_comes_back_with_1e_8_added_to_the_range()
    {
        Assert.Equal([0, 0.5, -1], Hand.Normalize([0.25, 0.5, 5], BoundsKind.Q99).Select(x => Math.Round(x, 6)));
        Assert.Equal(0.5000000075, Hand.Unnormalize([0.5f, 0, 0], BoundsKind.Q99)[0], 15);
        Assert.Equal(2, Hand.Unnormalize([0.5, 0, 0], BoundsKind.MinMax)[0], 6);
    }

    [Fact]
    public void Trap_17_what_comes_in_is_clipped_even_where_it_is_masked_and_what_goes_out_is_not()
    {
        Assert.Equal([1, 1, 1], Hand.Normalize([99, 99, 99], BoundsKind.Q99));
        Assert.True(Hand.Unnormalize([3f, 7f, 0f], BoundsKind.Q99)[0] > 1.7);
        Assert.Equal(7, Hand.Unnormalize([3f, 7f, 0f], BoundsKind.Q99)[1]);
    }

    [Fact]
    public void Trap_19_a_constant_number_is_zero_in_training_and_minus_one_when_acting()
    {
        Assert.Equal([0, 7, 0], Hand.NormalizeForTraining([0.25f, 7, 5], BoundsKind.Q99).Select(x => MathF.Round(x, 6)));
        Assert.Equal(-1, Hand.Normalize([0, 0, 5], BoundsKind.Q99)[2]);
    }

    [Fact]
    public void A_row_of_another_width_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Hand.Normalize([1, 2], BoundsKind.Q99));
        Assert.Throws<ArgumentException>(() => Hand.Unnormalize([1f, 2f], BoundsKind.Q99));
        Assert.Throws<ArgumentException>(() => (Hand with { Mask = [true] }).Checked());
    }

    [Fact]
    public void Recorded_readings_and_actions_come_out_to_the_bit() => Check(Need.Golden("statistics/inference_normalization.json"));

    [Fact]
    public void All_recorded_readings_and_actions_come_out_to_the_bit() => Check(Need.Shared("golden/rlds/inference_normalization.json"));

    private static void Check(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var one in document.RootElement.EnumerateArray())
        {
            var file = StatisticsFile.Parse(JsonDocument.Parse($$$"""{"set":{"action":{{{one.GetProperty("stats").GetRawText()}}}}}""").RootElement);
            var (field, bounds) = (file.Find(null).Action, one.GetProperty("normalization").GetString() == "bounds" ? BoundsKind.MinMax : BoundsKind.Q99);
            if (one.GetProperty("kind").GetString() == "normalize_proprio")
                Assert.Equal(Row(one.GetProperty("output")), field.Normalize(Row(one.GetProperty("input")), bounds));
            else
                foreach (var (input, output) in one.GetProperty("input").EnumerateArray().Zip(one.GetProperty("output").EnumerateArray()))
                    Assert.Equal(Row(output), field.Unnormalize([.. Row(input).Select(x => (float)x)], bounds));
        }
    }

    private static double[] Row(JsonElement json) => [.. json.EnumerateArray().Select(x => x.GetDouble())];
}
