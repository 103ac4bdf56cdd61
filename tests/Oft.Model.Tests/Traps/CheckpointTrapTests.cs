using Oft.Model.Adapters;
using Oft.Model.Weights;
using TorchSharp;
using static Oft.Model.Tests.Small;
using static TorchSharp.torch;

namespace Oft.Model.Tests.Traps;

/// <summary>Traps 15, 16, 20 of the specification, and promise 4: what files say, and what bits are left.</summary>
public class CheckpointTrapTests
{
    [Fact]
    public void Trap_15_with_FiLM_every_vision_weight_comes_from_its_own_file_with_adapters_beside()
    {
        var config = Config(film: true);
        using var model = SmallModel(config);
        model.Attach(new LoraConfig { Rank = 2, Alpha = 2 });
        Fill(model, 50);
        WithFolder(model, folder =>
        {
            using var loaded = CheckpointLoader.Load(folder, config);
            using var scope = NewDisposeScope();
            using var frozen = no_grad();

            Assert.All(loaded.AdaptableLayers, adaptable => Assert.Equal(adaptable.Path.StartsWith("vision."), adaptable.Layer.Adapters.Any()));
            // 1e-5: the language model's adapters are merged in the file and beside in the original (float32).
            Assert.True(Difference(model.Actions(model.call(SomeInputs(config))), loaded.Actions(loaded.call(SomeInputs(config)))) < 1e-5f);
            Assert.Contains("vision_backbone", Assert.Throws<CheckpointException>(() =>
            {
                File.Delete(Path.Combine(folder, "vision_backbone--7_checkpoint.pt"));
                CheckpointLoader.Load(folder, config);
            }).Message);
        });
    }

    [Fact]
    public void Trap_16_a_published_adapter_is_read_back_on_its_base()
    {
        var config = Config();
        using var model = SmallModel(config);
        using var trained = SmallModel(config);
        trained.Attach(new LoraConfig { Rank = 2, Alpha = 2 });
        Fill(trained, 50);
        WithFolder(trained, folder =>
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            foreach (var ((_, theirs), (_, ours)) in trained.AdaptableLayers.Zip(model.AdaptableLayers)) ours.Weight.copy_(theirs.Weight);

            AdapterFolder.Open(Path.Combine(folder, "lora_adapter")).AttachTo(model);

            foreach (var ((path, theirs), (_, ours)) in trained.AdaptableLayers.Zip(model.AdaptableLayers))
                Assert.True(Difference(theirs.Adapter(LoraAdapters.Default)!.A, ours.Adapter(LoraAdapters.Default)!.A) == 0, path);
        });
    }

    [Fact]
    public void Trap_20_a_bfloat16_head_says_0_8984375_where_float32_says_0_9()
        => Assert.Equal(0.8984375f, tensor(0.9f).to(ScalarType.BFloat16).to(ScalarType.Float32).item<float>());

    [Fact]
    public void Promise_4_an_8_bit_checkpoint_is_refused_by_name_with_what_is_supported()
    {
        var config = Config();
        using var model = SmallModel(config);
        WithFolder(model, folder =>
        {
            var path = Path.Combine(folder, "config.json");
            File.WriteAllText(path, File.ReadAllText(path).Replace("\"torch_dtype\": \"float32\"", "\"torch_dtype\": \"int8\""));

            Assert.Contains("bfloat16, float16 or float32", Assert.Throws<CheckpointException>(() => CheckpointLoader.Load(folder, config)).Message);
        });
    }

    [Fact]
    public void A_head_of_another_kind_is_an_error()
    {
        using var model = SmallModel(Config());
        WithFolder(model, folder =>
            Assert.Contains("expected a diffusion head, got an L1 head", Assert.Throws<CheckpointException>(() => CheckpointLoader.Load(folder, Config(ActionHead.Diffusion))).Message));
    }

    [Fact]
    public void An_unknown_key_in_oft_json_is_an_error_that_lists_the_known_ones()
    {
        using var model = SmallModel(Config());
        WithFolder(model, folder =>
        {
            var path = Path.Combine(folder, OftFile.Name);
            File.WriteAllText(path, File.ReadAllText(path).Replace("\"film\":", "\"flim\":"));

            Assert.Contains("film", Assert.Throws<CheckpointException>(() => OftFile.Read(folder)).Message);
        });
    }

    private static void WithFolder(OftModel model, Action<string> ask)
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            CheckpointWriter.Write(folder, model, new() { Step = "7" });
            ask(folder);
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }
}
