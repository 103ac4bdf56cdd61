using Oft.Contracts;
using Oft.Model.Adapters;
using Oft.Model.Heads;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using TorchSharp;
using static Oft.Model.Tests.Small;
using static Oft.Model.Tests.SmallPolicies;
using static TorchSharp.torch;

namespace Oft.Model.Tests.Weights;

/// <summary>What follows from files, and what is refused instead of guessed.</summary>
public class CheckpointLoadingTests
{
    [Fact]
    public void A_published_folder_is_described_by_its_files_and_asks_for_what_they_do_not_say()
    {
        using var policy = Policy(ActionHead.L1Regression, film: true);
        Published(policy.Model, folder =>
        {
            var config = CheckpointFacts.Describe(folder, new() { Robot = RobotSpec.Libero });

            Assert.Equal((ActionHead.L1Regression, true, true), (config.Head, config.Film, config.Proprio));
            Assert.Contains("views and chunk length", Refusal(folder, new()));
            Assert.Contains("file has width 7, the robot 14", Refusal(folder, new() { Robot = RobotSpec.Libero with { ActionWidth = 14 } }));
            Assert.Contains("file has width 8, the robot 9", Refusal(folder, new() { Robot = RobotSpec.Libero with { ProprioWidth = 9 } }));
            Assert.Contains("the file is L1Regression; asked for was Diffusion", Refusal(folder, new() { Robot = RobotSpec.Libero, Head = ActionHead.Diffusion }));
        });
    }

    [Fact]
    public void Files_of_two_checkpoints_in_one_folder_are_a_contradiction_and_not_a_choice()
    {
        using var policy = Policy(ActionHead.L1Regression);
        PolicyOptions asked = new() { Robot = RobotSpec.Libero };
        Published(policy.Model, folder =>
        {
            var proprio = Path.Combine(folder, "proprio_projector--7_checkpoint.pt");
            File.Copy(proprio, Path.Combine(folder, "noisy_action_projector--7_checkpoint.pt"));
            Assert.Contains("noisy actions beside an L1 head", Refusal(folder, asked));
            File.Delete(Path.Combine(folder, "noisy_action_projector--7_checkpoint.pt"));

            File.Copy(proprio, Path.Combine(folder, "proprio_projector--8_checkpoint.pt"));
            Assert.Contains("expected one file, got proprio_projector--7_checkpoint.pt, proprio_projector--8_checkpoint.pt", Refusal(folder, asked));
            File.Delete(Path.Combine(folder, "proprio_projector--8_checkpoint.pt"));

            var preprocessor = Path.Combine(folder, "preprocessor_config.json");
            File.WriteAllText(preprocessor, File.ReadAllText(preprocessor).Replace("84", "98"));
            Assert.Contains("prepares pictures of 98 pixels, config.json describes towers of 84", Refusal(folder, asked));
        });
    }

    [Fact]
    public void A_folder_without_a_head_says_which_readings_there_are()
    {
        using var policy = Policy(ActionHead.ParallelChunk);
        Published(policy.Model, folder =>
        {
            Assert.Contains("Autoregressive, ParallelStep or ParallelChunk", Refusal(folder, new() { Robot = RobotSpec.Libero }));
            using var loaded = OftPolicy.Load(folder, new() { Robot = RobotSpec.Libero, Head = ActionHead.ParallelChunk });
            var seen = Seen("push the red block", policy.Model.Config);
            Assert.Equal(policy.Act(seen).Values.ToArray(), loaded.Act(seen).Values.ToArray());
        });
    }

    [Fact]
    public void An_adapter_and_its_base_in_two_folders_act_as_the_merged_folder()
    {
        using var policy = Policy(ActionHead.L1Regression);
        using var home = new TemporaryFolder();
        CheckpointWriter.Write(home["base"], policy.Model, new());
        policy.Model.Attach(new LoraConfig { Rank = 2 });
        Loud(policy.Model);
        WithFolder(policy.Model, folder =>
        {
            using var merged = OftPolicy.Load(folder);
            Assert.Contains("its adapter is in them already", Refusal(folder, new() { Base = home["base"] }));
            File.Delete(Path.Combine(folder, "model.safetensors"));
            Assert.Contains("holds an adapter and no merged weights", Refusal(folder, new()));

            using var beside = OftPolicy.Load(folder, new() { Base = home["base"] });

            var seen = Seen("push the red block", policy.Model.Config);
            Assert.Equal(merged.Act(seen).Values.ToArray(), beside.Act(seen).Values.ToArray());
        });
    }

    [Fact]
    public void With_FiLM_the_towers_adapters_are_scaled_as_the_folder_says_and_only_active_ones_are_kept()
    {
        using var policy = Policy(ActionHead.L1Regression, film: true);
        policy.Model.Attach(new LoraConfig { Rank = 2, Alpha = 7 });
        policy.Model.Attach(new LoraConfig { Rank = 3, Alpha = 3 }, "other");
        Loud(policy.Model);
        policy.Model.Activate(LoraAdapters.Default);
        var seen = Seen("push the red block", policy.Model.Config);
        var expected = policy.Act(seen);
        WithFolder(policy.Model, folder =>
        {
            using var loaded = OftPolicy.Load(folder);

            // 1e-5: the language model's adapters are merged in the file and beside in the original (float32).
            Assert.True(Furthest(expected, loaded.Act(seen)) < 1e-5);
            Assert.Equal([LoraAdapters.Default], loaded.Model.AdapterNames);
        });
    }

    [Fact]
    public void The_base_models_own_statistics_count_where_no_file_replaces_them()
    {
        using var policy = Policy(ActionHead.Autoregressive);
        WithFolder(policy.Model, folder =>
        {
            var (config, statistics) = (Path.Combine(folder, "config.json"), Path.Combine(folder, CheckpointStatistics.FileName));
            File.WriteAllText(config, File.ReadAllText(config).Replace("\"model_type\": \"openvla\"", $"\"model_type\": \"openvla\", \"norm_stats\": {File.ReadAllText(statistics)}"));
            File.Delete(statistics);

            using var loaded = OftPolicy.Load(folder);

            var seen = Seen("push the red block", policy.Model.Config);
            Assert.Equal(policy.Act(seen).Values.ToArray(), loaded.Act(seen).Values.ToArray());
        });
    }

    [Fact]
    public void Promise_1_a_causal_mask_is_an_error_at_load()
    {
        Assert.Contains("the last patch does not see the first action slot", Assert.Throws<InvalidOperationException>(() => SelfCheck.Verdict(causal: false, ahead: false)).Message);
        Assert.Contains("sees what comes after it", Assert.Throws<InvalidOperationException>(() => SelfCheck.Verdict(causal: true, ahead: true)).Message);
    }

    private static string Refusal(string folder, PolicyOptions options) => Assert.Throws<CheckpointException>(() => CheckpointFacts.Describe(folder, options)).Message;

    // As somebody else would publish it: without oft.json.
    private static void Published(OftModel model, Action<string> ask) => WithFolder(model, folder =>
    {
        File.Delete(Path.Combine(folder, OftFile.Name));
        ask(folder);
    });
}
