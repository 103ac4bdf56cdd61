using Oft.Evaluation.Suites;

namespace Oft.Evaluation.Tests.Suites;

public class SuitePlanTests
{
    [Fact]
    public void Shards_share_the_plan_without_gap_or_overlap_and_each_sees_every_task()
    {
        var plan = new SuitePlan(["a", "b", "c"], 10, seed: 1);
        var parts = Enumerable.Range(1, 4).Select(number => plan.Episodes.Where(new Shard(number, 4).Has).ToList()).ToList();
        Assert.Equal(plan.Episodes, parts.SelectMany(part => part).OrderBy(episode => episode.Index));
        Assert.All(parts, part => Assert.Equal(3, part.Select(episode => episode.Task).Distinct().Count()));
    }

    [Fact]
    public void An_episode_keeps_its_seed_whatever_else_is_in_the_plan()
    {
        var alone = new SuitePlan(["b"], 3, seed: 5).Episodes.Single(episode => episode.InitialState == 2);
        var among = new SuitePlan(["a", "b"], 10, seed: 5, interleaved: true).Episodes.Single(episode => episode is { Task: "b", InitialState: 2 });
        Assert.Equal(alone.Seed, among.Seed);
    }

    [Fact]
    public void Seeds_differ_between_episodes_tasks_and_runs()
    {
        var seeds = new[] { 1UL, 2UL }.SelectMany(seed => new SuitePlan(["a", "b", "a1"], 20, seed).Episodes).Select(episode => episode.Seed);
        Assert.Equal(120, seeds.Distinct().Count());
    }

    [Fact]
    public void Interleaved_every_task_has_its_first_state_before_any_has_its_second() =>
        Assert.Equal(["a0", "b0", "a1", "b1"], new SuitePlan(["a", "b"], 2, 1, interleaved: true).Episodes.Select(episode => episode.Task + episode.InitialState));

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1")]
    [InlineData("1/")]
    [InlineData("-1/3")]
    [InlineData("1/3/5")]
    public void A_shard_that_cannot_be_is_refused(string text) => Assert.Contains("1/n", Assert.Throws<ArgumentException>(() => Shard.Parse(text)).Message.Replace("i/n", "1/n"));

    [Fact]
    public void Slurms_job_array_says_which_shard_this_is()
    {
        var variables = new Dictionary<string, string> { ["SLURM_ARRAY_TASK_ID"] = "4", ["SLURM_ARRAY_TASK_MIN"] = "2", ["SLURM_ARRAY_TASK_COUNT"] = "6" };
        Assert.Equal(new Shard(3, 6), Shard.OfSlurm(variables.GetValueOrDefault));
        Assert.Null(Shard.OfSlurm(_ => null));
    }
}
