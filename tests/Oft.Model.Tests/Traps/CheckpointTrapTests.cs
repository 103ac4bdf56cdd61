using Oft.Formats;
using Oft.Formats.Safetensors;
using Oft.Model.Adapters;
using Oft.Model.Weights;
using TorchSharp;
using static Oft.Model.Tests.Small;
using static TorchSharp.torch;

namespace Oft.Model.Tests.Traps;

/// <summary>Traps 15 and 16 of the specification, and promise 4: what files say.</summary>
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

    [Theory]
    [InlineData("\"torch_dtype\": \"float32\"", "\"torch_dtype\": \"int8\"", "got 'int8'")]
    [InlineData("\"model_type\": \"openvla\"", "\"model_type\": \"openvla\", \"quantization_config\": { \"load_in_8bit\": true }", "8-bit")]
    [InlineData("\"model_type\": \"openvla\"", "\"model_type\": \"openvla\", \"quantization_config\": { \"load_in_8bit\": false, \"load_in_4bit\": true }", "4-bit")]
    public void Promise_4_an_8_bit_or_4_bit_checkpoint_is_refused_by_name_with_what_is_supported(string written, string instead, string named)
    {
        var config = Config();
        using var model = SmallModel(config);
        WithFolder(model, folder =>
        {
            var path = Path.Combine(folder, "config.json");
            var text = File.ReadAllText(path);
            Assert.Contains(written, text);
            File.WriteAllText(path, text.Replace(written, instead));

            var error = Assert.Throws<CheckpointException>(() => CheckpointLoader.Load(folder, config));

            Assert.Contains(named, error.Message);
            Assert.Contains("supported are bfloat16, float16 and float32", error.Message);
        });
    }

    [Fact]
    public void Promise_4_weights_of_8_bits_are_refused_and_so_is_asking_for_them()
    {
        var config = Config();
        using var model = SmallModel(config);
        WithFolder(model, folder =>
        {
            Assert.Contains("supported are", Assert.Throws<CheckpointException>(() => CheckpointLoader.Load(folder, config, new() { Dtype = ScalarType.Int8 })).Message);
            const string name = "language_model.model.layers.0.mlp.up_proj.weight";
            using (var writer = new SafetensorsWriter(Path.Combine(folder, "model.safetensors"), [new TensorEntry(name, ElementType.Int8, [2, 2])]))
            {
                writer.Write(name, new byte[4]);
                writer.Complete();
            }
            Assert.Contains("up_proj.weight: Int8 numbers of a quantised layer", Assert.Throws<CheckpointException>(() => CheckpointLoader.Load(folder, config)).Message);
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
