using Oft.Model.Weights;

namespace Oft.Model.Tests;

public class WorkEstimateTests
{
    [Fact]
    public void One_pass_reads_every_weight_of_a_linear_layer_that_is_run_once()
    {
        var config = Small.Config(proprio: false, views: 1);
        using var model = Small.SmallModel(config);
        // All matrices but tables, the towers' last blocks and pool, and the output layer, which an L1 head does not ask.
        var run = model.named_parameters().Where(named => named.parameter.dim() >= 2 && !named.name.Contains("embed_tokens") && !named.name.Contains("lm_head")
            && !named.name.Contains("pos_embed") && !named.name.Contains("_token") && !named.name.Contains("attn_pool") && !(named.name.StartsWith("vision.") && named.name.Contains(".blocks.2.")));

        Assert.Equal(run.Sum(named => (double)named.parameter.numel()), WorkEstimate.Of(config).WeightReads);
    }

    [Fact]
    public void Fifty_diffusion_steps_read_the_language_model_fifty_times_and_seven_tokens_eight_times()
    {
        var config = OftConfig.Libero with { Head = ActionHead.Diffusion, DiffusionSteps = 1 };
        var (one, fifty) = (WorkEstimate.Of(config), WorkEstimate.Of(config with { DiffusionSteps = 50 }));
        var language = 32 * (4.0 * 4096 * 4096 + 3.0 * 4096 * 11008);

        Assert.InRange((fifty.WeightReads - one.WeightReads) / (49 * language), 1, 1.03);      // the head besides
        Assert.InRange(one.Operations, 8e12, 9.5e12);                                          // 605 positions, 6.5e9 weights, two operations each, and the towers
    }
}
