using System.Runtime.InteropServices;
using Oft.Contracts;
using Oft.Formats.Safetensors;

namespace Oft.Model.Tests.Inputs;

public class StatisticsRecordingsTests
{
    [Fact]
    public void Statistics_and_training_normalisation_of_the_recorded_episodes_come_out_to_the_bit()
    {
        var folder = Need.Shared("golden/rlds/expected");
        var recorded = StatisticsFile.Read(Path.Combine(folder, "aloha1_put_X_into_pot_300_demos.dataset_statistics.json")).Find(null);
        using var file = SafetensorsFile.Open(Path.Combine(folder, "aloha1_put_X_into_pot_300_demos.safetensors"));

        foreach (var (raw, field, expected) in ((string, string, FieldStatistics)[])[("action", "action", recorded.Action), ("state", "proprio", recorded.Proprio!)])
        {
            var summary = new FieldSummary(14);
            foreach (var name in Episodes(file, raw))
                foreach (var row in Rows(file, name)) summary.Add(row);
            var own = summary.Finish(expected.Mask);

            Assert.Equal(recorded.Transitions, summary.Count);
            Assert.Equal(expected.Mean, own.Mean);
            Assert.Equal(expected.Std, own.Std);
            Assert.Equal(expected.Min, own.Min);
            Assert.Equal(expected.Max, own.Max);
            Assert.Equal(expected.Q01, own.Q01);
            Assert.Equal(expected.Q99, own.Q99);
            foreach (var name in Episodes(file, raw))
                foreach (var (row, normalized) in Rows(file, name).Zip(Rows(file, name.Replace($"raw/{raw}", $"normalized/{field}"))))
                    Assert.Equal(normalized, own.NormalizeForTraining(row, RobotSpec.Aloha.Bounds));
        }
    }

    /// <summary>All episodes in the order they were summed: train before val, by number.</summary>
    private static IEnumerable<string> Episodes(SafetensorsFile file, string field) =>
        file.Tensors.Keys.Where(x => x.EndsWith($"/raw/{field}", StringComparison.Ordinal)).OrderBy(x => x.Split('/')[0], StringComparer.Ordinal).ThenBy(x => int.Parse(x.Split('/')[1]));

    private static float[][] Rows(SafetensorsFile file, string name) => [.. MemoryMarshal.Cast<byte, float>(file.Bytes(name)).ToArray().Chunk(14)];
}
