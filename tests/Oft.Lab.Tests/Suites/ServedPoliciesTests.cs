using Oft.Aloha.Wire.Clients;
using Oft.Aloha.Wire.Serving;
using Oft.Contracts;
using Oft.Lab.Suites;
using Oft.Model;
using Oft.Model.Weights;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Tests.Suites;

public sealed class ServedPoliciesTests
{
    // What users ask, promise 18: normalisation forgotten at deployment.
    [Fact]
    public void Serving_refuses_without_statistics()
    {
        using var folder = new TemporaryFolder();
        RandomCheckpoint.Write(folder["tiny"], Small(ActionHead.L1Regression), seed: 1);
        File.Delete(Path.Combine(folder["tiny"], "dataset_statistics.json"));

        var refused = Assert.Throws<CheckpointException>(() => PolicyChoice.Open(folder["tiny"]));
        Assert.Contains("expected dataset_statistics.json", refused.Message);
        Assert.Contains("normalised numbers to a robot", refused.Message);
    }

    [Theory]
    [InlineData(ActionHead.L1Regression)]
    [InlineData(ActionHead.Diffusion)]
    [InlineData(ActionHead.ParallelChunk)]
    [InlineData(ActionHead.ParallelStep)]
    [InlineData(ActionHead.Autoregressive)]
    public async Task A_checkpoint_of_every_decoding_mode_answers_over_the_wire_as_it_does_here(ActionHead head)
    {
        using var folder = new TemporaryFolder();
        var config = Small(head);
        RandomCheckpoint.Write(folder["tiny"], config, seed: 1);
        using var here = OftPolicy.Load(folder["tiny"]);
        using var there = OftPolicy.Load(folder["tiny"]);
        var robot = config.Robot with { ProprioWidth = config.Proprio ? config.Robot.ProprioWidth : 0 };
        await using var server = await PolicyServer.Start(there, robot, new() { Port = 0 });
        using var client = new ActClient(server.Address, robot, new() { Budget = TimeSpan.FromMinutes(2) });
        var seen = Seen(robot);

        Assert.Equal(here.Act(seen).Values.ToArray(), client.Act(seen).Values.ToArray());
    }

    [Fact]
    public async Task A_folder_and_its_server_are_the_same_policy_to_an_evaluation()
    {
        using var folder = new TemporaryFolder();
        RandomCheckpoint.Write(folder["tiny"], Small(ActionHead.L1Regression), seed: 1);
        var local = PolicyChoice.Open(folder["tiny"]);
        using var policy = OftPolicy.Load(folder["tiny"]);
        await using var server = await PolicyServer.Start(policy, RobotSpec.Libero, new() { Port = 0, Facts = new Dictionary<string, string> { ["weights"] = local.Weights, ["recipe"] = local.Recipe } });
        var remote = PolicyChoice.Open(server.Address.ToString());
        var openPi = PolicyChoice.Open(new UriBuilder(server.Address) { Scheme = "ws" }.Uri.ToString());
        using var world = new Shown();

        Assert.Equal("tiny", local.Name);
        Assert.Equal(64, local.Weights.Length);
        Assert.Equal((local.Weights, local.Recipe), (remote.Weights, remote.Recipe));
        var expected = local.For(world).Act(world.Observe()).Values.ToArray();
        Assert.Equal(expected, remote.For(world).Act(world.Observe()).Values.ToArray());
        Assert.Equal(56, openPi.For(world).Act(world.Observe()).Values.Length);
    }

    [Theory]
    [InlineData("genius", "a checkpoint's folder, and a server's address")]
    [InlineData("ftp://127.0.0.1/", "there is no 'ftp://127.0.0.1/'")]
    public void A_word_that_means_no_policy_is_refused_with_what_there_is(string word, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => PolicyChoice.Open(word)).Message);

    [Fact]
    public void A_convention_that_is_not_known_is_refused_with_those_that_are() =>
        Assert.Contains("world, openvla-libero, pi-libero, pi-aloha", Assert.Throws<ArgumentException>(() => PolicyChoice.Open("http://127.0.0.1:1/", convention: "odd")).Message);

    private static OftConfig Small(ActionHead head) => head is ActionHead.Autoregressive
        ? OftConfig.Tiny with { Head = head, Proprio = false, Robot = RobotSpec.Libero with { Views = ["full_image"] } }
        : OftConfig.Tiny with { Head = head };

    private static Observation Seen(RobotSpec robot)
    {
        var random = new Random(3);
        return new Observation([.. robot.Views.Select(view =>
        {
            var rgb = new byte[64 * 64 * 3];
            random.NextBytes(rgb);
            return new CameraImage(view, 64, 64, rgb);
        })], Enumerable.Range(0, robot.ProprioWidth).Select(_ => random.NextDouble() - 0.5).ToArray(), "pick up the bowl");
    }

    // A world that only shows itself, with the camera names of mini-LIBERO.
    private sealed class Shown : IWorld
    {
        public RobotSpec Robot => MiniRobot.Spec;

        public string Sentence => "pick up the bowl";

        public int StepLimit => 1;

        public bool Success => false;

        public Observation Observe() => Seen(Robot);

        public void Reset(int initialState, ulong seed)
        {
        }

        public void Step(ReadOnlySpan<double> action)
        {
        }

        public void Dispose()
        {
        }
    }
}
