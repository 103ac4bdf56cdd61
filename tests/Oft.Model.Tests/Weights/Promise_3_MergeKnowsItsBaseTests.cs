using Oft.Model.Adapters;
using Oft.Model.Weights;

namespace Oft.Model.Tests.Weights;

/// <summary>Promise 3: re-merging LoRA gives 0 % elsewhere; here a merge knows its base.</summary>
public class Promise_3_MergeKnowsItsBaseTests
{
    private static void Write(string folder, OftModel model, string? fingerprint = null, long shard = 5_000_000_000) => CheckpointWriter.Write(folder, model, new() { Base = "the base", BaseSha256 = fingerprint, ShardBytes = shard });

    [Fact]
    public void Promise_3_the_fingerprint_is_the_weights_own_whatever_the_shards()
    {
        using var folder = new TemporaryFolder();
        using var model = Small.SmallModel(Small.Config());
        using var other = Small.SmallModel(Small.Config(), seed: 2);
        Write(folder["one"], model);
        Write(folder["many"], model, shard: 4000);
        Write(folder["other"], other);
        Assert.Equal(BaseFingerprint.Of(folder["one"]), BaseFingerprint.Of(folder["many"]));
        Assert.NotEqual(BaseFingerprint.Of(folder["one"]), BaseFingerprint.Of(folder["other"]));
    }

    [Fact]
    public void Promise_3_an_adapter_carries_its_base_and_refuses_another()
    {
        using var folder = new TemporaryFolder();
        using var model = Small.SmallModel(Small.Config());
        using var other = Small.SmallModel(Small.Config(), seed: 2);
        Write(folder["base"], model);
        Write(folder["other"], other);
        model.Attach(new LoraConfig { Rank = 2 });
        Write(folder["tuned"], model, BaseFingerprint.Of(folder["base"]));
        Write(folder["unknown"], model);

        var adapter = AdapterFolder.Open(folder["tuned/lora_adapter"]);
        Assert.Equal("the base", adapter.Base);
        Assert.True(adapter.Expects(folder["base"]));
        Assert.Contains("another base", Assert.Throws<CheckpointException>(() => adapter.Expects(folder["other"])).Message);
        Assert.False(AdapterFolder.Open(folder["unknown/lora_adapter"]).Expects(folder["other"]));
    }

    [Fact]
    public void Promise_3_a_second_merge_is_refused()
    {
        using var model = Small.SmallModel(Small.Config());
        model.Attach(new LoraConfig { Rank = 2 });
        model.Merge();
        Assert.Contains("second merge", Assert.Throws<InvalidOperationException>(model.Merge).Message);
    }
}
