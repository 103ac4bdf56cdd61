using Oft.Evaluation.Statistics;
using Oft.Evaluation.Suites;

namespace Oft.Evaluation.Tests.Suites;

public class SmokeEvaluationTests
{
    [Theory]
    [InlineData(10, 1)]
    [InlineData(40, 1)]
    [InlineData(3, 4)]
    [InlineData(1, 10)]
    public void Ten_episodes_are_spread_over_the_tasks(int tasks, int mostOfOne)
    {
        var smoke = SmokeEvaluation.Of(new SuitePlan([.. Enumerable.Range(0, tasks).Select(i => $"task {i}")], 50, seed: 1));
        Assert.Equal(10, smoke.Distinct().Count());
        Assert.Equal(mostOfOne, smoke.GroupBy(episode => episode.Task).Max(task => task.Count()));
        Assert.All(smoke, episode => Assert.True(episode.InitialState < mostOfOne));
    }

    [Theory]
    [InlineData(0, 0.97, true)]
    [InlineData(5, 0.97, true)]             // once in 300,000 runs
    [InlineData(8, 0.97, false)]            // once in 28 runs
    [InlineData(0, 0.30, false)]            // a weak policy misses ten times in a row once in 35 runs
    [InlineData(10, 0.97, false)]
    [InlineData(9, 1.0, true)]
    public void Only_a_wonder_is_called_broken(int successes, double expected, bool broken) =>
        Assert.Equal(broken, SmokeEvaluation.IsBroken(new SuccessRate(successes, 10), expected));

    [Fact]
    public void Of_good_conversions_at_most_one_in_a_thousand_is_called_broken()
    {
        var random = new Random(81);
        for (var percent = 50; percent < 100; percent += 7)
            Assert.InRange(Enumerable.Range(0, 4000).Count(_ => SmokeEvaluation.IsBroken(new SuccessRate(Enumerable.Range(0, 10).Count(_ => random.NextDouble() < percent / 100.0), 10), percent / 100.0)), 0, 12);     // 4 expected at most; 12 is four standard errors above
    }
}
