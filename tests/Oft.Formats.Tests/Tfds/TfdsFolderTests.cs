using System.Text;
using Oft.Formats.TfRecord;
using Oft.Formats.Tfds;

namespace Oft.Formats.Tests.Tfds;

public sealed class TfdsFolderTests : IDisposable
{
    private const string info = """{"name":"tiny","version":"1.0.0","fileFormat":"tfrecord","splits":[{"name":"train","filepathTemplate":"{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}","shardLengths":["2","1"],"numBytes":"99"}]}""";
    private const string features = """
        {"pythonClassName":"tensorflow_datasets.core.features.features_dict.FeaturesDict","featuresDict":{"features":{
          "steps":{"pythonClassName":"tensorflow_datasets.core.features.dataset_feature.Dataset","sequence":{"length":"-1","feature":{"featuresDict":{"features":{
            "action":{"tensor":{"shape":{"dimensions":["7"]},"dtype":"float32","encoding":"none"}},
            "boxes":{"sequence":{"length":"-1","feature":{"tensor":{"shape":{"dimensions":["2"]},"dtype":"float32"}}}},
            "image":{"image":{"shape":{"dimensions":["8","8","3"]},"dtype":"uint8","encodingFormat":"jpeg"}},
            "odd":{"pythonClassName":"os.system","videoFeature":{}}}}}}},
          "episode_metadata":{"featuresDict":{"features":{"file_path":{"text":{}}}}}}}}
        """;
    private readonly TemporaryFolder folder = new();

    public TfdsFolderTests()
    {
        File.WriteAllText(folder["dataset_info.json"], info);
        File.WriteAllText(folder["features.json"], features);
        Shard(0, 2);
        Shard(1, 1);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Records_come_shard_after_shard_with_their_number_and_place()
    {
        var all = TfdsFolder.Open(folder.Path).Read("train").Select(x => (x.Index, x.DataOffset, Path.GetFileName(x.File))).ToList();

        Assert.Equal([0, 1, 2], all.Select(x => x.Index));
        Assert.Equal(12, all[0].DataOffset);
        Assert.Equal("tiny-train.tfrecord-00001-of-00002", all[2].Item3);
    }

    [Fact]
    public void Features_are_flattened_to_the_names_that_records_use()
    {
        var all = TfdsFolder.Open(folder.Path).Features;

        Assert.Equal(["steps/action", "steps/boxes", "steps/image", "steps/odd", "episode_metadata/file_path"], all.Leaves.Select(x => x.Path));
        Assert.Equal(7, all["steps/action"]!.Width);
        Assert.True(all["steps/boxes"]!.Ragged);
        Assert.Equal(("jpeg", TfdsFeatureKind.Image), (all["steps/image"]!.Encoding, all["steps/image"]!.Kind));
        Assert.Equal((TfdsFeatureKind.Other, "os.system"), (all["steps/odd"]!.Kind, all["steps/odd"]!.ClassName));      // a name, and nothing else
    }

    [Fact]
    public void A_missing_shard_or_another_number_of_records_is_an_error_that_names_the_shard()
    {
        Shard(1, 2);
        Assert.Contains("00001-of-00002", Assert.Throws<DamagedFileException>(() => TfdsFolder.Open(folder.Path).Read("train").Count()).Message);
        Shard(1, 0);
        Assert.Contains("holds 0 records", Assert.Throws<DamagedFileException>(() => TfdsFolder.Open(folder.Path).Read("train").Count()).Message);
        File.Delete(folder["tiny-train.tfrecord-00001-of-00002"]);
        Assert.Contains("missing", Assert.Throws<DamagedFileException>(() => TfdsFolder.Open(folder.Path).Read("train").Count()).Message);
        Assert.Contains("it has: train", Assert.Throws<ArgumentException>(() => TfdsFolder.Open(folder.Path).Read("val").Count()).Message);
    }

    [Fact]
    public void A_template_cannot_lead_out_of_the_folder()
    {
        File.WriteAllText(folder["dataset_info.json"], info.Replace("{DATASET}", "../{DATASET}"));
        Assert.Equal(FileFault.Name, Assert.Throws<DamagedFileException>(() => TfdsFolder.Open(folder.Path).Read("train").Count()).Fault);
    }

    [Fact]
    public void Ten_thousand_damaged_descriptions_are_read_or_refused()
    {
        Mutations.Run("dataset_info.json", [new(Encoding.UTF8.GetBytes(info))], bytes => TfdsInfo.Parse(bytes, "dataset_info.json"), e => (e as DamagedFileException)?.Fault.ToString());
        Mutations.Run("features.json", [new(Encoding.UTF8.GetBytes(features))], bytes => TfdsFeatures.Parse(bytes, "features.json"), e => (e as DamagedFileException)?.Fault.ToString());
    }

    private void Shard(int shard, int records)
    {
        using var writer = TfRecordWriter.Create(folder[$"tiny-train.tfrecord-{shard:00000}-of-00002"]);
        for (var i = 0; i < records; i++) writer.Write(new TfExampleWriter().ToArray());
    }
}
