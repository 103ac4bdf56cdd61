using Oft.Contracts;
using static Oft.Model.Tests.SmallPolicies;

namespace Oft.Model.Tests;

public class ShortcutsTests
{
    private static readonly Dictionary<string, Shortcuts> alone = new()
    {
        [nameof(Shortcuts.NoUnreadLogits)] = Shortcuts.None with { NoUnreadLogits = true },
        [nameof(Shortcuts.LastLayerRows)] = Shortcuts.None with { LastLayerRows = true },
        [nameof(Shortcuts.ViewsTogether)] = Shortcuts.None with { ViewsTogether = true },
        [nameof(Shortcuts.SentencesKept)] = Shortcuts.None with { SentencesKept = true },
        [nameof(Shortcuts.RotationsKept)] = Shortcuts.None with { RotationsKept = true },
        [nameof(Shortcuts.PatchesKept)] = Shortcuts.None with { PatchesKept = true },
    };

    [Theory]
    [InlineData(ActionHead.Autoregressive, false)]
    [InlineData(ActionHead.ParallelStep, false)]
    [InlineData(ActionHead.ParallelChunk, true)]
    [InlineData(ActionHead.L1Regression, false)]
    [InlineData(ActionHead.L1Regression, true)]
    [InlineData(ActionHead.Diffusion, true)]
    public void No_shortcut_changes_a_chunk_alone_or_with_the_others_in_any_mode(ActionHead head, bool film)
    {
        using var policy = Policy(head, film);
        Observation[] seen = [Seen("push the red block", policy.Model.Config), Seen("pick up the green block and place it on the plate", policy.Model.Config, 9)];
        policy.Model.Shortcuts = Shortcuts.None;
        var expected = policy.Act(seen);

        foreach (var (name, shortcuts) in alone.Append(new("all", Shortcuts.All)))
        {
            policy.Model.Shortcuts = shortcuts;
            // Twice, because the second time is answered from what was kept.
            for (var time = 0; time < 2; time++)
                foreach (var (chunk, other) in expected.Zip(policy.Act(seen)))
                    Assert.True(Furthest(chunk, other) <= 1e-6, $"{name}: {Furthest(chunk, other)}");    // float32: another order of sums
        }
    }

    [Fact]
    public void Every_shortcut_is_asked_about()
        => Assert.Equal(typeof(Shortcuts).GetProperties().Where(property => property.PropertyType == typeof(bool)).Select(property => property.Name).Order(), alone.Keys.Order());

    [Fact]
    public void After_the_weights_change_a_policy_that_forgets_says_what_a_new_one_says()
    {
        using var policy = Policy(ActionHead.L1Regression, film: true);
        using var fresh = Policy(ActionHead.L1Regression, film: true);
        var observation = Seen("push the red block", policy.Model.Config);
        var before = policy.Act(observation).Values.ToArray();
        foreach (var one in new[] { policy, fresh }) Small.Fill(one.Model, seed: 77);

        policy.Forget();

        Assert.NotEqual(before, policy.Act(observation).Values.ToArray());
        Assert.Equal(fresh.Act(observation).Values.ToArray(), policy.Act(observation).Values.ToArray());
    }
}
