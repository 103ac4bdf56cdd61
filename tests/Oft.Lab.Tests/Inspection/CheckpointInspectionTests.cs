using System.Text.Json.Nodes;
using Oft.Lab.Inspection;
using Oft.Lab.Proofs;
using Oft.Model;
using Oft.Model.Weights;
using Oft.Torch;

namespace Oft.Lab.Tests.Inspection;

// Random checkpoints draw from libtorch's one generator.
[Collection(nameof(Slice.GlobalGenerator))]
public class CheckpointInspectionTests
{
    [Fact]
    public void A_whole_folder_is_described_checked_and_timed_and_a_broken_one_says_what_is_wrong()
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        using var home = new TemporaryFolder();
        RandomCheckpoint.Write(home["tiny"], OftConfig.Tiny with { Film = true }, seed: 1);

        var sound = new CheckpointInspection(home["tiny"], new()).Run();

        Assert.All(sound, line => Assert.True(line.IsSound, line.Text));
        Assert.Contains(sound, line => line.What == "self-check" && line.Text.Contains("the last patch sees the first action slot"));
        Assert.Contains(sound, line => line.What == "policy" && line.Text.Contains("L1Regression for libero: 2 view(s) of 84 pixels, chunk of 8, FiLM on, proprioception on"));
        Assert.Contains(sound, line => line.What == "component" && line.Text.StartsWith("vision_backbone--0_checkpoint.pt"));
        Assert.Contains(sound, line => line.What == "latency" && line.Text.Contains("GFLOP/s"));

        File.Delete(Path.Combine(home["tiny"], "dataset_statistics.json"));
        File.Delete(Path.Combine(home["tiny"], "action_head--0_checkpoint.pt"));
        var config = Path.Combine(home["tiny"], "config.json");
        var json = JsonNode.Parse(File.ReadAllText(config))!;
        json["text_config"]!["num_hidden_layers"] = 3;
        File.WriteAllText(config, json.ToJsonString());

        var wrong = new CheckpointInspection(home["tiny"], new()).Run().Where(line => !line.IsSound).ToList();

        Assert.Contains(wrong, line => line.What == "statistics" && line.Text.Contains("dataset_statistics.json"));
        Assert.Contains(wrong, line => line.What == "weights" && line.Text.Contains("model.layers.3.") && line.Text.Contains("not a weight"));
        Assert.Contains(wrong, line => line.What == "policy" && line.Text.Contains("different backbones"));
    }

    [Fact]
    public void A_full_size_folder_is_written_inspected_mapped_answered_and_gone()
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);
        var before = Directory.GetDirectories(Path.GetTempPath(), "oft-full-size-*");

        var result = new FullSizeProof(OftConfig.Tiny).Run(new ProofContext(2, _ => { }, TestContext.Current.CancellationToken));

        Assert.True(result.Holds, result.Result.ToJsonString());
        Assert.True((double)result.Result["chunk_s"]! > 0);
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "oft-full-size-*").Except(before));
    }
}
