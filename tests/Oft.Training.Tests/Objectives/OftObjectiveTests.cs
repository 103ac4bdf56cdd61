using Oft.Model;
using Oft.Model.Adapters;
using Oft.Training.Objectives;
using static TorchSharp.torch;

namespace Oft.Training.Tests.Objectives;

[Collection(nameof(GlobalGenerator))]
public class OftObjectiveTests
{
    [Theory]
    [InlineData(ActionHead.Autoregressive, false)]
    [InlineData(ActionHead.ParallelStep, false)]
    [InlineData(ActionHead.ParallelChunk, false)]
    [InlineData(ActionHead.L1Regression, false)]
    [InlineData(ActionHead.L1Regression, true)]
    [InlineData(ActionHead.Diffusion, false)]
    public void Every_head_learns_one_batch_by_heart(ActionHead head, bool film)
    {
        manual_seed(1);
        var config = SmallOft.Config(head, film);
        using var model = new OftModel(config);
        var objective = OftObjective.Of(model);
        using var trainer = new Trainer<Oft.Training.Batches.OftBatch>(new() { Steps = 40, LearningRate = new() { Base = 3e-3 }, ClipNorm = 1 }, objective);
        var maker = SmallOft.Maker(config);
        var reports = Enumerable.Range(0, 40).Select(_ => trainer.Take(maker)).ToList();
        // Half of the first loss: a model that does not read its input stays at the mean action, which is above that here.
        Assert.True(reports[^1].Loss < 0.5 * reports[0].Loss, $"{head}: loss went from {reports[0].Loss} to {reports[^1].Loss}");
        Assert.Equal("loss_value", reports[0].Parts[0].Name);
        if (head is not ActionHead.Diffusion) Assert.NotNull(reports[0].Part("curr_action_l1_loss"));
        Assert.Equal(head is ActionHead.Autoregressive or ActionHead.ParallelStep, head is not ActionHead.Diffusion && reports[0].Part("next_actions_l1_loss") is null);
    }

    [Fact]
    public void A_causal_pass_over_given_tokens_says_what_generating_says()
    {
        manual_seed(2);
        var config = SmallOft.Config(ActionHead.Autoregressive);
        using var model = new OftModel(config);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var batch = SmallOft.Batch(config, count: 2);
        var one = batch.Inputs.Row(0);
        var tokens = batch.Tokens.narrow(0, 0, 1);

        var together = model.Language.Logits(model.Follow(one, tokens).Reads);
        var stepwise = model.Language.Logits(model.Generate(one, tokens).States);

        // The same sums in another order: float32 rounding of logits near 1.
        Assert.True((together - stepwise).abs().max().item<float>() < 1e-4f);
    }

    [Fact]
    public void Extra_losses_are_added_and_their_read_out_learns()
    {
        manual_seed(3);
        var config = SmallOft.Config();
        using var model = new OftModel(config);
        using var where = new TargetOffsets(config.Backbone.Language.Width, weight: 2);
        var objective = OftObjective.Of(model, where);
        using var trainer = new Trainer<Oft.Training.Batches.OftBatch>(SmallOft.Options(1), objective);

        var report = trainer.Take(() => SmallOft.Batch(config));

        Assert.Equal(report.Part("loss_value")!.Value + 2 * report.Part("target_offsets_loss")!.Value, report.Loss, 1e-5);
        Assert.Contains(trainer.Trained, named => named.Name == "target_offsets.weight");
        Assert.Equal(["model", "target_offsets"], objective.Parts.Select(part => part.Part));
    }

    [Fact]
    public void The_first_name_of_a_sentence_says_where_the_object_is_and_the_last_one_the_goal()
    {
        manual_seed(5);
        var config = SmallOft.Config() with { Head = ActionHead.Autoregressive, Proprio = false, Robot = SmallOft.Config().Robot with { Views = [SmallOft.Config().Robot.Views[0]] } };
        using var model = new OftModel(config);
        using var batch = SmallOft.Batch(config, count: 1);
        var prompt = batch.Inputs.Prompts[0].Select(id => (int)id).ToArray();
        int[] first = prompt[3..5], last = prompt[^4..^2];
        using var places = new NamedPlaces(config.Backbone.Language.Width, [first, last]);
        var outputs = model.Follow(batch.Inputs, batch.Tokens);

        var loss = places.Loss(batch, outputs.Reads, outputs);

        // Said by hand: the read-out on the hidden states where both names end.
        var weights = places.Module.parameters().ToList();
        var (sum, count) = (0.0, 0);
        foreach (var (end, column) in new[] { (4, 0), (prompt.Length - 3, 1) })
        {
            var said = nn.functional.linear(outputs.Hidden[0][end + outputs.Layouts[0].Inserted], weights[0], weights[1]);
            sum += (said - batch.TargetPlaces![0].narrow(0, 3 * column, 3) / 0.15).abs().sum().item<float>();
            count += 3;
        }
        Assert.Equal(sum / count, loss.Value.item<float>(), 1e-4);      // float32 sums of six numbers near ten
        Assert.Throws<ArgumentException>(() => places.Loss(batch, outputs.Reads, null));
    }

    [Fact]
    public void With_adapters_the_frozen_base_does_not_move()
    {
        manual_seed(4);
        var config = SmallOft.Config();
        using var model = new OftModel(config);
        using var before = model.Projector.parameters().First().detach().clone();
        foreach (var (_, parameter) in model.named_parameters()) parameter.requires_grad = false;
        model.Attach(new LoraConfig { Rank = 2 });
        using var trainer = new Trainer<Oft.Training.Batches.OftBatch>(SmallOft.Options(3), OftObjective.Of(model));
        for (var i = 0; i < 3; i++) trainer.Take(() => SmallOft.Batch(config));
        Assert.All(trainer.Trained, named => Assert.Contains(".adapters.default.", named.Name));
        Assert.True(before.eq(model.Projector.parameters().First()).all().item<bool>());
    }
}
