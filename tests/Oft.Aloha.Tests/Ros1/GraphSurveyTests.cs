using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Robot;
using Oft.Aloha.Ros1.XmlRpc;

namespace Oft.Aloha.Tests.Ros1;

public sealed class GraphSurveyTests
{
    private static RosNodeOptions Node(string name, int port) => new() { Name = name, Master = new($"http://127.0.0.1:{port}/") };

    [Fact]
    public async Task It_sees_a_robot_that_is_whole_and_leaves_no_trace()
    {
        await using var master = await RosMaster.Start();
        using var robot = new KinematicRobot(GateProfile.Simulated, TimeProvider.System, width: 8, height: 6);
        await using var drivers = await RosNode.Start(Node("/drivers", master.Uri.Port));
        await using var graph = await AlohaGraph.Serve(drivers, robot, GateProfile.Simulated);
        var before = await State(master.Uri);

        var list = await GraphSurvey.Look(Node("/oft", master.Uri.Port), new AlohaTopics(), TestContext.Current.CancellationToken);

        Assert.Equal(["master", "name", "joints", "cameras", "commands", "motors"], list.Select(x => x.Part));
        Assert.All(list, x => Assert.True(x.There, $"{x.Part}: {x.Found}"));
        Assert.Equal(before, await State(master.Uri));
        Assert.Contains("taken", Assert.Single(await GraphSurvey.Look(Node("/drivers", master.Uri.Port), new AlohaTopics(), TestContext.Current.CancellationToken), x => !x.There).Found);
    }

    [Fact]
    public async Task It_names_what_is_missing_and_a_master_that_is_not_there()
    {
        await using var master = await RosMaster.Start();
        var list = await GraphSurvey.Look(Node("/oft", master.Uri.Port), new AlohaTopics(), TestContext.Current.CancellationToken);
        Assert.Contains("/puppet_left/joint_states", Assert.Single(list, x => x.Part == "joints" && !x.There).Found);
        Assert.Contains("/usb_cam_high/image_raw", Assert.Single(list, x => x.Part == "cameras" && !x.There).Found);

        var (part, there, found) = Assert.Single(await GraphSurvey.Look(Node("/oft", 1), new AlohaTopics(), TestContext.Current.CancellationToken));
        Assert.Equal(("master", false), (part, there));
        Assert.Contains("does not answer", found);
    }

    private static async Task<string> State(Uri master)
    {
        using var client = new XmlRpcClient();
        return System.Text.Json.JsonSerializer.Serialize(await client.Ros(master, "getSystemState", ["/test"]));
    }
}
