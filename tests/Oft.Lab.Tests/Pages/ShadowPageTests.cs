using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Contracts;
using Oft.Lab.Aloha;

namespace Oft.Lab.Tests.Pages;

public class ShadowPageTests
{
    private static readonly JournalHeader header = new("task", "put the <red> pepper into the pot", RobotSpec.Aloha, "aloha-1", "a robot", false, DateTimeOffset.UnixEpoch, 1_000_000);

    private static ShadowRun Run(double difference) => new()
    {
        Steps = [.. Enumerable.Range(0, 50).Select(i =>
        {
            double[] done = [.. Enumerable.Range(0, 14).Select(j => 0.1 * j + 0.01 * i)];
            double[] wanted = [.. done];
            wanted[2] += difference;
            return new ShadowRun.Step(i, wanted, done, i % 25 == 0);
        })],
    };

    [Fact]
    public void The_page_shows_both_and_the_joint_where_they_differ_most()
    {
        var html = ShadowPage.Of(Run(0.25), header);

        Assert.Contains("put the &lt;red&gt; pepper", html);
        Assert.Contains("elbow, where they differ most", html);
        Assert.Contains("0.2500 rad", html);
        Assert.Contains("jerk 0.0 rad", html);
        Assert.Equal(2, html.Split("<svg").Length - 1);
    }

    [Fact]
    public void The_mean_difference_is_per_number()
    {
        var mean = Run(0.25).MeanDifference;

        Assert.Equal(0.25, mean[2], 1e-12);
        Assert.All(mean.Where((_, i) => i != 2), x => Assert.Equal(0, x));
    }
}
