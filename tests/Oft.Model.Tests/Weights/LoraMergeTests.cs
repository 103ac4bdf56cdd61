using Oft.Formats.Safetensors;
using Oft.Model.Adapters;
using Oft.Model.Weights;
using TorchSharp;
using static Oft.Model.Tests.Small;
using static TorchSharp.torch;

namespace Oft.Model.Tests.Weights;

public class LoraMergeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_merge_knows_its_base_says_the_same_and_comes_out_again_bit_for_bit(bool film)
    {
        using var home = Trained(film);

        var report = LoraMerge.Merge(new() { Base = home["base"], Adapter = home["trained"], Output = home["merged"] });

        Assert.True(report.BaseIsKnown);
        Assert.Equal(BaseChecksum.Of(home["base"]), report.BaseSha256);
        Assert.True(report.UnmergeIsExact);
        Assert.True(report.AdapterEffect > 1e-3);
        Assert.True(report.LargestDifference < 5e-5);                    // float32: W + BA rounds once more than Wx + B(Ax)
        Assert.True(OftFile.Read(home["merged"])!.Provenance!.Value.TryGetProperty("adapter_sha256", out _));
        using var merged = CheckpointLoader.Load(home["merged"], OftFile.Read(home["merged"])!.Model);
        using var trained = CheckpointLoader.Load(home["trained"], merged.Config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Assert.Equal(0, Difference(trained.Actions(trained.Reads(SomeInputs(trained.Config))), merged.Actions(merged.Reads(SomeInputs(merged.Config)))));
    }

    [Fact]
    public void Promise_3_the_wrong_base_is_refused_by_its_checksum()
    {
        using var home = Trained(film: false);
        using (var other = SmallModel(Config(), seed: 500)) CheckpointWriter.Write(home["other"], other);

        var error = Assert.Throws<CheckpointException>(() => LoraMerge.Merge(new() { Base = home["other"], Adapter = home["trained"], Output = home["merged"] }));

        Assert.Contains(BaseChecksum.Of(home["base"])[..16], error.Message);
        Assert.False(Path.Exists(home["merged"]));
    }

    [Fact]
    public void Promise_3_merging_a_second_time_is_refused_wherever_the_adapter_is_inside_already()
    {
        using var home = Trained(film: false);
        LoraMerge.Merge(new() { Base = home["base"], Adapter = home["trained"], Output = home["merged"], Observations = 0 });

        // The merged folder, the checkpoint itself, and a merged folder whose adapter was taken away.
        foreach (var folder in new[] { home["merged"], home["trained"] })
            Assert.Contains("second merge", Assert.Throws<CheckpointException>(() => LoraMerge.Merge(new() { Base = folder, Adapter = home["trained"], Output = home["again"] })).Message);
        Directory.Delete(Path.Combine(home["merged"], AdapterFolder.Name), recursive: true);
        Assert.Contains("second merge", Assert.Throws<CheckpointException>(() => LoraMerge.Merge(new() { Base = home["merged"], Adapter = home["trained"], Output = home["again"] })).Message);
    }

    [Fact]
    public void A_published_adapter_does_not_name_its_base_and_the_report_says_so()
    {
        using var home = Trained(film: false);
        var path = Path.Combine(home["trained"], AdapterFolder.Name, "adapter_model.safetensors");
        using (var file = SafetensorsFile.Open(path))
        using (var scope = NewDisposeScope())
            TensorFile.Write(path + ".new", [.. file.Tensors.Keys.Select(name => (name, file.Tensor(name)))]);
        File.Move(path + ".new", path, overwrite: true);

        var report = LoraMerge.Merge(new() { Base = home["base"], Adapter = Path.Combine(home["trained"], AdapterFolder.Name), Output = home["merged"] });

        Assert.False(report.BaseIsKnown);
        Assert.True(report.LargestDifference < 5e-5);
    }

    [Fact]
    public void The_checksum_of_a_base_does_not_depend_on_shards_or_on_an_exact_cast()
    {
        using var home = new TemporaryFolder();
        using var model = SmallModel(Config());
        model.to(ScalarType.BFloat16);
        CheckpointWriter.Write(home["one"], model);
        CheckpointWriter.Write(home["many"], model, new() { ShardBytes = 20_000 });
        model.to(ScalarType.Float32);

        Assert.Equal(BaseChecksum.Of(home["one"]), BaseChecksum.Of(home["many"]));
        Assert.Equal(BaseChecksum.Of(home["one"]), BaseChecksum.Of(model));
        using (no_grad()) model.AdaptableLayers.First().Layer.Weight.view(-1)[0] += 1;
        Assert.NotEqual(BaseChecksum.Of(home["one"]), BaseChecksum.Of(model));
    }

    [Fact]
    public void Mapped_weights_act_as_copied_ones_and_merging_into_them_leaves_the_file_alone()
    {
        using var home = Trained(film: false);
        var config = OftFile.Read(home["trained"])!.Model;
        var bytes = File.ReadAllBytes(Path.Combine(home["trained"], "model.safetensors"));
        using var copied = CheckpointLoader.Load(home["trained"], config);
        using var mapped = CheckpointLoader.Load(home["trained"], config, new() { Mapped = true });
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Assert.Equal(0, Difference(copied.Actions(copied.Reads(SomeInputs(config))), mapped.Actions(mapped.Reads(SomeInputs(config)))));

        mapped.Attach(new LoraConfig { Rank = 2 });
        SmallPolicies.Loud(mapped);
        mapped.Merge();

        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(home["trained"], "model.safetensors")));
        Assert.True(Difference(copied.AdaptableLayers.First().Layer.Weight, mapped.AdaptableLayers.First().Layer.Weight) > 0);
    }

    // A base, and a checkpoint that was trained on it: folders "base" and "trained".
    private static TemporaryFolder Trained(bool film)
    {
        var home = new TemporaryFolder();
        using var model = SmallModel(Config(film: film));
        CheckpointWriter.Write(home["base"], model);
        model.Attach(new LoraConfig { Rank = 2, Alpha = 2 });
        SmallPolicies.Loud(model);
        CheckpointWriter.Write(home["trained"], model);
        return home;
    }
}
