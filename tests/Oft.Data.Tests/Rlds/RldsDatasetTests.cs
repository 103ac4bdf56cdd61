using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Oft.Contracts;
using Oft.Data.Rlds;
using Oft.Data.Sampling;
using Oft.Data.Statistics;
using Oft.Formats.Safetensors;

namespace Oft.Data.Tests.Rlds;

public class RldsDatasetTests
{
    private const string name = "libero_goal_no_noops";

    [Fact]
    public void Statistics_are_the_references_to_the_last_bit()
    {
        var expected = StatisticsFile.Read(Need.Golden($"data/{name}/{name}.dataset_statistics.json")).Find(name);
        var got = Dataset().ComputeStatistics();

        foreach (var (x, y) in new[] { (expected.Action, got.Action), (expected.Proprio!, got.Proprio!) })
        {
            Assert.Equal(x.Mean, y.Mean);
            Assert.Equal(x.Std, y.Std);
            Assert.Equal(x.Min, y.Min);
            Assert.Equal(x.Max, y.Max);
            Assert.Equal(x.Q01, y.Q01);
            Assert.Equal(x.Q99, y.Q99);
            Assert.Equal(x.Mask, y.Mask);
        }
        Assert.Equal((expected.Transitions, expected.Trajectories), (got.Transitions, got.Trajectories));
    }

    [Fact]
    public void Normalised_trajectories_and_their_chunks_are_the_references_to_the_last_bit()
    {
        using var file = SafetensorsFile.Open(Need.Golden($"data/{name}/{name}.safetensors"));
        var all = Dataset().Normalized("train").ToList();

        for (var i = 0; i < all.Count; i++)
        {
            Assert.Equal(Floats(file, $"train/{i}/normalized/action"), all[i].Action);
            Assert.Equal(Floats(file, $"train/{i}/normalized/proprio"), all[i].Proprio);
            var starts = Enumerable.Range(0, all[i].Samples(8)).ToList();
            Assert.Equal(Floats(file, $"train/sample_trajectory_{i}/action"), starts.SelectMany(x => all[i].Chunk(x, 8).ToArray()));
            Assert.Equal(Floats(file, $"train/sample_trajectory_{i}/proprio"), starts.SelectMany(x => all[i].ProprioAt(x).ToArray()));
        }
    }

    [Fact]
    public void Frames_are_decoded_and_resized_to_the_references_bytes()
    {
        Need.Library("libturbojpeg.so.0");
        using var document = JsonDocument.Parse(File.ReadAllBytes(Need.Golden($"data/{name}/{name}.json")));
        using var reader = new FrameReader();
        var frames = Dataset().Normalized("train").SelectMany(x => Enumerable.Range(0, x.Samples(8)).Select(step => (Trajectory: x, Step: step))).ToList();
        var expected = document.RootElement.GetProperty("splits").GetProperty("train").GetProperty("frames").EnumerateArray().ToList();

        Assert.Equal(expected.Count, frames.Count);
        foreach (var ((trajectory, step), frame) in frames.Zip(expected))
            foreach (var (camera, view) in new[] { ("image_primary", 0), ("image_wrist", 1) })
                Assert.Equal(
                    frame.GetProperty("image_sha256").GetProperty(camera).GetString(),
                    Convert.ToHexStringLower(SHA256.HashData(FrameReader.Decode(reader.Read(trajectory.File, trajectory.Pictures[view][step])).Pixels.Span)));
    }

    [Fact]
    public void An_episode_shorter_than_a_chunk_is_skipped_and_counted()          // Upstream: the reference's run ends there
    {
        var index = TrajectoryIndex.Load(RldsDataset.Open(Need.Golden("data/short"), cache: false));

        Assert.Equal((1, 1, 5L), (index.TooShort, index.Trajectories.Count, index.Samples));
        Assert.Equal(17, index.Statistics.Transitions);                          // its steps count in the statistics all the same
    }

    [Fact]
    public void The_last_chunk_ends_with_the_episode_and_nothing_is_padded()
    {
        var trajectory = Dataset().Normalized("train").First();

        Assert.Equal(trajectory.Steps - 7, trajectory.Samples(8));
        Assert.Equal(trajectory.Action[^7..], trajectory.Chunk(trajectory.Samples(8) - 1, 8)[^7..].ToArray());
    }

    [Fact]
    public void Every_data_set_of_a_mixture_is_in_the_table_and_weights_follow_transitions()
    {
        foreach (var part in RldsTable.Mixtures.Values.SelectMany(x => x)) Assert.Contains(part.Dataset, RldsTable.Datasets.Keys);
        var weights = MixtureWeights.Of([(1, 300), (1, 100)]);
        Assert.Equal([0.75, 0.25], weights.Weights);
        Assert.Equal(400, weights.Length);
    }

    [Fact]
    public void Statistics_are_kept_beside_the_data_and_follow_its_content()
    {
        using var folder = new TemporaryFolder();
        var dataset = Demonstrations.Write(folder.Path, "cached", 12, 9);
        var first = dataset.Statistics();
        var cache = Assert.Single(Directory.GetFiles(dataset.Path, "oft_statistics_*.json"));
        File.WriteAllText(cache, File.ReadAllText(cache).Replace("\"num_trajectories\": 2", "\"num_trajectories\": 77"));
        Assert.Equal(77, RldsDataset.Open(dataset.Path).Statistics().Trajectories);          // it is read
        Demonstrations.Write(folder.Path, "cached", 10);                                     // the data change

        var second = RldsDataset.Open(dataset.Path).Statistics();

        Assert.Equal(3, second.Trajectories);
        Assert.Equal(first.Transitions + 10, second.Transitions);
    }

    [Fact]
    public void One_byte_in_the_middle_of_a_file_changes_the_key_of_its_statistics()
    {
        using var folder = new TemporaryFolder();
        var dataset = Demonstrations.Write(folder.Path, "keyed", 12);
        var key = StatisticsCache.Key(dataset);
        Assert.Equal(key, StatisticsCache.Key(RldsDataset.Open(dataset.Path)));               // the second time from remembered digests
        var shard = dataset.Files().Last();
        var bytes = File.ReadAllBytes(shard);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(shard, bytes);
        File.SetLastWriteTimeUtc(shard, DateTime.UtcNow.AddSeconds(5));

        Assert.NotEqual(key, StatisticsCache.Key(RldsDataset.Open(dataset.Path)));
    }

    private static RldsDataset Dataset() => RldsDataset.Open(Need.Golden($"data/{name}"), cache: false);

    private static float[] Floats(SafetensorsFile file, string tensor) => MemoryMarshal.Cast<byte, float>(file.Bytes(tensor)).ToArray();
}
