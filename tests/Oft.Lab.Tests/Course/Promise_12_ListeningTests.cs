using Oft.Model;
using Oft.Model.Probes;

namespace Oft.Lab.Tests.Course;

/// <summary>Promise 12: whether a policy listens is asked by counterfactual sentences (swap, negate, nonsense, punctuation), with FiLM and without, each with a distance.</summary>
public sealed class Promise_12_ListeningTests
{
    private const string Said = "put the yellow block in the red tray", Other = "put the yellow block in the blue tray";
    private readonly Lab lab = Lab.Open("promise-12", 7, Profile.Tiny);

    [Fact]
    public void Four_counterfactual_sentences_each_have_a_distance()
    {
        using var policy = lab.RandomPolicy(config => config with { Film = true });
        var answers = Probe.Sentences(policy, lab.Observation(Said));

        Assert.Equal(["swap", "negate", "nonsense", "punctuation"], answers.Select(answer => answer.Change.Split(':')[0]));
        Assert.All(answers, answer => Assert.True(answer.Distance > 0 && double.IsFinite(answer.Distance), answer.ToString()));
        Assert.Equal(0, Probe.Sentences(policy, lab.Observation(Said), [("itself", Said)])[0].Distance);
    }

    [Fact]
    public void Only_with_FiLM_one_word_reaches_what_the_towers_see()
    {
        using var film = lab.RandomPolicy(config => config with { Film = true });
        using var plain = lab.RandomPolicy();

        Assert.True(Seen(film) > 0);
        Assert.Equal(0, Seen(plain));
        film.Model.Vision.NeutralizeFilm();
        film.Forget();
        Assert.Equal(0, Seen(film));
    }

    private double Seen(OftPolicy policy)
    {
        var observation = lab.Observation(Said);
        var (one, other) = (policy.Look(observation, "vision.fused")["vision.fused"], policy.Look(observation with { Sentence = Other }, "vision.fused")["vision.fused"]);
        return one.Values.Zip(other.Values, (a, b) => (double)Math.Abs(a - b)).Max();
    }
}
