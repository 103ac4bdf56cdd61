using Oft.Aloha.Wire.Clients;
using Oft.Aloha.Wire.Serving;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Wire.Clients;

public sealed class PolicySurveyTests
{
    [Fact]
    public async Task It_tells_a_server_of_this_robot_from_one_of_another_and_from_none_and_asks_the_policy_nothing()
    {
        var policy = new Seen.Policy(RobotSpec.Aloha);
        var server = await PolicyServer.Start(policy, RobotSpec.Aloha, new() { Port = 0 });
        var act = new Uri(server.Address, "/act");

        Assert.True((await PolicySurvey.Look(act, RobotSpec.Aloha, TestContext.Current.CancellationToken)).Fits);
        var (fits, found) = await PolicySurvey.Look(act, RobotSpec.Libero, TestContext.Current.CancellationToken);
        Assert.False(fits);
        Assert.Contains("action_width is 14, 7 is expected", found);
        Assert.Equal(0, policy.Asked);

        await server.DisposeAsync();
        Assert.False((await PolicySurvey.Look(act, RobotSpec.Aloha, TestContext.Current.CancellationToken)).Fits);
    }
}
