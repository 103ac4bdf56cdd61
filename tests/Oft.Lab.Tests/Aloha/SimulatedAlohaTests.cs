using Oft.Aloha.Gate;
using Oft.Contracts;
using Oft.Data.Aloha;
using Oft.Lab.Aloha;
using Oft.Lab.Proofs;
using Oft.Lab.Worlds;
using Oft.Simulation.Bimanual;

namespace Oft.Lab.Tests.Aloha;

public sealed class SimulatedAlohaTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("oft-aloha-").FullName;

    [Fact]
    public void A_task_is_a_robot_that_shows_its_cameras_and_scores_itself()
    {
        Need.Library("libmujoco.so");
        using var robot = SimulatedAloha.Open("put the yellow corn into the pot", BimanualRobot.FourViews, 24, 3, TimeProvider.System);
        robot.Look();
        Assert.Equal(["full_image", "low_image", "left_wrist_image", "right_wrist_image"], robot.Frames.Select(x => x!.Image.Name));
        Assert.Equal((32, 24), (robot.Frames[0]!.Image.Width, robot.Frames[0]!.Image.Height));
        var before = robot.State!.Position.ToArray();
        double[] targets = [.. BimanualRobot.Home];
        targets[7] = 0.2;
        robot.Send(targets);
        for (var i = 0; i < 10; i++) robot.Advance();
        Assert.True(robot.State.Position.Span[7] > before[7] + 0.1);
        Assert.Equal((false, 0.0), (robot.Success, robot.Score));
        Assert.Contains("yellow corn", Assert.Throws<ArgumentException>(() => SimulatedAloha.Open("fold the shirt", RobotSpec.Aloha, 24, 0, TimeProvider.System)).Message);
    }

    [Theory]
    [InlineData("give the red cube to the left hand")]
    [InlineData("put the red pepper into the pot")]
    public void What_an_expert_wants_passes_the_gate_and_reaches_the_goal(string sentence)
    {
        Need.Library("libmujoco.so");
        using var world = SimulatedAloha.Find(sentence)!.CreateWorld();
        world.Reset(5, 0);
        var (profile, expert) = (GateProfile.Simulated, new BimanualExpert(world));
        var gate = new SafetyGate(profile);
        gate.Rest(profile.CommandOf(world.Proprio()));
        while (!world.Success && world.Steps < world.StepLimit)
        {
            var passed = gate.Pass(expert.Act(), profile.CommandOf(world.Proprio()));
            Assert.True(passed.Command is not null, $"step {world.Steps}: {passed.Reason}");
            world.Step(passed.Command);
        }
        Assert.True(world.Success, $"{world.Score} points");
    }

    [Fact]
    public void Demonstrations_are_recordings_that_the_data_room_reads_and_a_stopped_run_goes_on()
    {
        Need.Library("libmujoco.so");
        Need.Library("libhdf5_serial.so.103");
        using (var sink = new AlohaTaskFolders(folder, AlohaWriter.StandardCameras))
            Assert.Equal((1, 0, 0), new DemonstrationRun("aloha_transfer", Episodes: 1, ImageSize: 24).Write(sink, sink.Has, TestContext.Current.CancellationToken));
        using (var sink = new AlohaTaskFolders(folder, AlohaWriter.StandardCameras))
            Assert.Equal((1, 1, 0), new DemonstrationRun("aloha_transfer", Episodes: 2, ImageSize: 24).Write(sink, sink.Has, TestContext.Current.CancellationToken));

        var place = Path.Combine(folder, "give_the_red_cube_to_the_left_hand");
        Assert.Equal(["episode_0.hdf5", "episode_1.hdf5"], AlohaRecording.Find(place).Select(Path.GetFileName));
        var path = Path.Combine(place, "episode_0.hdf5");
        Assert.Equal("give the red cube to the left hand", AlohaRecording.Sentence(path));
        using var recording = AlohaRecording.Open(path);
        Assert.Equal(["cam_high", "cam_left_wrist", "cam_right_wrist"], recording.Cameras.Select(x => x.Name));
        Assert.True(recording.Attributes["sim"].IsTrue);

        // The written episode is the recorded one.
        using var teacher = Teachers.Of("aloha_transfer")[0].Open(24);
        var episode = teacher.Record(0);
        Assert.Equal(episode.Steps.Count, recording.Steps);
        Assert.Equal(episode.Steps.SelectMany(x => x.Action.ToArray()).Select(x => (float)x), recording.Action);
        Assert.Equal(episode.Steps.SelectMany(x => x.Observation.Proprio.ToArray()).Select(x => (float)x), recording.Qpos);
        Assert.True(recording.Frame(recording.Cameras[1], 7).Pixels.Span.SequenceEqual(episode.Steps[7].Observation.Views[1].Rgb.Span));
    }

    [Fact]
    public void The_experts_proof_counts_every_task()
    {
        Need.Library("libmujoco.so");
        var result = new AlohaExpertsProof("aloha_transfer").Run(new ProofContext(1, _ => { }, TestContext.Current.CancellationToken));
        Assert.True(result.Holds);
        Assert.Equal(1, (int)result.Result["solved"]!);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
