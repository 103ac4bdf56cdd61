using Oft.Contracts;
using Oft.Model.Probes;
using TorchSharp;
using static Oft.Model.Tests.SmallPolicies;
using static TorchSharp.torch;

namespace Oft.Model.Tests.Probes;

public class ProbeTests
{
    private const string Sentence = "pick up the red block and place it on the large plate";

    [Fact]
    public void The_usual_sentences_swap_negate_make_nonsense_and_add_a_full_stop()
        => Assert.Equal(
            [("swap", "pick up the large plate and place it on the red block"), ("negate", "do not " + Sentence), ("nonsense", "kcip pu eht der kcolb dna ecalp ti no eht egral etalp"), ("punctuation", Sentence + ".")],
            SentenceVariants.Of(Sentence));

    [Fact]
    public void A_sentence_that_names_one_thing_is_swapped_word_by_word()
        => Assert.Equal("block red the push", SentenceVariants.Of("push the red block")[0].Sentence);

    [Fact]
    public void A_policy_that_reads_moves_with_the_sentence_and_not_with_the_same_one()
    {
        using var policy = Policy(ActionHead.L1Regression, film: true);
        var observation = Seen(Sentence, policy.Model.Config);

        var answers = Probe.Sentences(policy, observation);
        var same = Probe.Sentences(policy, observation, [("same", Sentence)]);

        Assert.Equal(["swap", "negate", "nonsense", "punctuation"], answers.Select(answer => answer.Change[..answer.Change.IndexOf(':')]));
        Assert.All(answers, answer => Assert.True(answer.Distance > 1e-6, answer.Change));
        Assert.Equal(0, Assert.Single(same).Distance);
    }

    [Fact]
    public void A_head_whose_output_goes_nowhere_is_not_missed_and_every_other_is()
    {
        using var policy = Policy(ActionHead.L1Regression);
        var width = policy.Model.Config.Backbone.Language.Width / policy.Model.Config.Backbone.Language.Heads;
        using (no_grad()) policy.Model.get_parameter("language.blocks.1.attn.o_proj.weight")!.narrow(1, 2 * width, width).zero_();

        var answers = Probe.Heads(policy, Seen(Sentence, policy.Model.Config));

        Assert.Equal(4 * 4, answers.Count);
        Assert.All(answers, answer => Assert.Equal(answer.Change == "language.blocks.1.attn.heads 2", answer.Distance < 1e-7));
    }

    [Fact]
    public void A_blank_square_is_missed_where_there_was_something_to_see()
    {
        using var policy = Policy(ActionHead.L1Regression);
        var seen = Seen(Sentence, policy.Model.Config);
        // Grey but for the upper left quarter, which brightens and darkens around the same grey.
        var rgb = Enumerable.Range(0, 84 * 84 * 3).Select(i => (byte)(i / 3 % 84 < 42 && i / 3 / 84 < 42 ? 120 + 60 * (i / 3 % 2 == 0 ? 1 : -1) : 120)).ToArray();
        seen = seen with { Views = [new("full_image", 84, 84, rgb), seen.Views[1]] };

        var answers = Probe.Positions(policy, seen, view: 0, squares: 2);

        Assert.Equal(["full_image 0, 0", "full_image 0, 1", "full_image 1, 0", "full_image 1, 1"], answers.Select(answer => answer.Change));
        Assert.True(answers[0].Distance > 1e-4);
        Assert.All(answers.Skip(1), answer => Assert.Equal(0, answer.Distance));
    }

    [Fact]
    public void Squares_of_another_picture_are_missed_where_it_differs_and_another_size_is_refused()
    {
        using var policy = Policy(ActionHead.L1Regression);
        var seen = Seen(Sentence, policy.Model.Config);

        Assert.All(Probe.Positions(policy, seen, 1, 2, from: seen.Views[1]), answer => Assert.Equal(0, answer.Distance));
        Assert.All(Probe.Positions(policy, seen, 1, 2, from: seen.Views[0]), answer => Assert.True(answer.Distance > 1e-4));
        Assert.Contains("84x84", Assert.Throws<ArgumentException>(() => Probe.Positions(policy, seen, 1, 2, from: new CameraImage("small", 1, 1, new byte[3]))).Message);
    }
}
