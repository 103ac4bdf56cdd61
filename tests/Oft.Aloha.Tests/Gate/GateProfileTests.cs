using Oft.Aloha.Arms;
using Oft.Aloha.Gate;

namespace Oft.Aloha.Tests.Gate;

public class GateProfileTests
{
    public static TheoryData<string> Names => [.. GateProfile.All.Select(x => x.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_profile_of_the_house_is_the_file_it_was_read_from(string name)
    {
        var profile = GateProfile.Find(name);

        Assert.Equal(profile.ToJson(), GateProfile.Parse(profile.ToJson(), "again").ToJson());
        Assert.Equal(name, profile.Name);
        Assert.NotEmpty(profile.Reviewed);
    }

    [Theory]
    [InlineData("\"margin\": 0.02", "\"margins\": 0.02", "margins")]
    [InlineData("\"rate_hz\": 25", "\"rate_hz\": 0", "rate_hz 0")]
    [InlineData("\"velocity\": 1", "\"velocity\": 9", "joint waist")]
    [InlineData("\"lower\": -3.14158", "\"lower\": 3.14158", "joint waist")]
    [InlineData("\"operator\": 0.5", "\"operator\": -1", "freshness")]
    [InlineData("\"axis\": \"z\"", "\"axis\": \"w\"", "axis x, y or z")]
    [InlineData("\"start_pose\": [", "\"start_pose\": [ 0,", "start_pose")]
    [InlineData("\"name\": \"right\"", "\"name\": \"\"", "each with a name")]
    public void What_cannot_be_is_refused_by_name(string good, string bad, string named)
    {
        var json = GateProfile.Aloha1.ToJson();
        var at = json.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at > 0);

        var error = Assert.Throws<GateProfileException>(() => GateProfile.Parse(json[..at] + bad + json[(at + good.Length)..], "mine.json"));

        Assert.Contains(named, error.Message);
        Assert.Contains("mine.json", error.Message);
    }

    [Fact]
    public void Poses_of_the_house_are_the_published_ones()
    {
        foreach (var profile in GateProfile.All)
        {
            Assert.Equal(AlohaRoutines.StartPose, profile.StartPose);
            Assert.Equal(AlohaRoutines.SleepPose, profile.SleepPose);
            Assert.Equal((AlohaState.Width, "left waist", "right gripper"), (profile.Width, profile.NameOf(0), profile.NameOf(13)));
            Assert.Equal(ArmKinematics.Hand([0.3, -0.5, 0.7, 0.4, -0.2, 1.1]), profile.Chain.HandAt([0.3, -0.5, 0.7, 0.4, -0.2, 1.1]));
        }
    }

    [Fact]
    public void A_measured_gripper_is_held_by_the_command_that_is_observed_so()
    {
        foreach (var profile in GateProfile.All)
            foreach (var command in (double[])[0.02, 0.25, 0.5, 0.76, 0.9])
                Assert.Equal(command, profile.Gripper.CommandOf(profile.Gripper.ObservedOf(command)), 1e-9);
    }
}
