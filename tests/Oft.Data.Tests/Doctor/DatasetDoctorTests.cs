using System.Text.Json;
using Oft.Contracts;
using Oft.Data.Aloha;
using Oft.Data.Doctor;
using Oft.Data.Rlds;
using Oft.Formats.Hdf5;

namespace Oft.Data.Tests.Doctor;

public sealed class DatasetDoctorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public DatasetDoctorTests() => Need.Library("libturbojpeg.so.0");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sound_demonstrations_have_no_problem()
    {
        var report = Examine(x => x);

        Assert.True(report.Healthy, report.ToJson());
        Assert.DoesNotContain(report.Findings, x => x.Code is "lag" or "gripper" or "frames" or "frozen" or "nan");
        Assert.Equal((4, 200L), (report.Episodes, report.Steps));
        using var json = JsonDocument.Parse(report.ToJson());
        Assert.Equal("rlds", json.RootElement.GetProperty("format").GetString());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Promise_14_The_doctor_finds_actions_that_are_recorded_too_early_and_says_by_how_much(int lag)
    {
        var finding = Found("lag", Examine(x => x with { Steps = [.. x.Steps.Take(x.Steps.Count - lag).Select((step, t) => step with { Action = x.Steps[t + lag].Action })] }));
        Assert.Equal(Severity.Problem, finding.Severity);
        Assert.Contains($"{lag} steps after the action", finding.Message);
        Assert.Contains($"move the actions {lag} steps later", finding.Advice);
    }

    [Fact]
    public void Promise_14_The_doctor_finds_a_gripper_that_opens_when_told_to_close_and_one_that_speaks_another_range()
    {
        Assert.Contains("negate action 6", Found("gripper", Examine(x => Gripper(x, g => -g))).Advice);
        Assert.Contains("0 … 1", Found("gripper", Examine(x => Gripper(x, g => (g + 1) / 2))).Message);
    }

    [Fact]
    public void Pictures_that_come_late_are_found_by_what_moves_in_them()
    {
        var finding = Found("frames", Examine(x => x with
        {
            Steps = [.. x.Steps.Skip(4).Select((step, t) => step with { Observation = step.Observation with { Views = x.Steps[t].Observation.Views } })],
        }));
        Assert.Contains("by 4 steps", finding.Message);
    }

    [Fact]
    public void Frozen_actions_constant_numbers_and_repeated_pictures_are_found()
    {
        Assert.Contains("25 of 50", Found("frozen", Examine(x => x with { Steps = [.. x.Steps.Select((step, t) => t < 25 ? step with { Action = x.Steps[0].Action } : step)] })).Message);
        Assert.Contains("proprioception 3", Found("constant", Examine(x => x with { Steps = [.. x.Steps.Select(step => step with { Observation = step.Observation with { Proprio = Set(step.Observation.Proprio, 3, 0.5) } })] })).Where);
        Assert.Contains("the one before", Found("repeated", Examine(x => x with { Steps = [.. x.Steps.Select((step, t) => step with { Observation = step.Observation with { Views = x.Steps[t - t % 2].Observation.Views } })] })).Message);
        Assert.Contains("spike", Found("outlier", Examine(x => x.Seed == 1 ? x with { Steps = [.. x.Steps.Select((step, t) => t == 9 ? step with { Action = Set(step.Action, 0, 900) } : step)] } : x)).Advice);
    }

    [Fact]
    public void A_damaged_shard_is_one_finding_and_the_others_are_still_looked_at()
    {
        var dataset = Demonstrations.Write(folder.Path, "made", 30, 30, 30);
        var shard = dataset.Files().ElementAt(2);
        var bytes = File.ReadAllBytes(shard);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(shard, bytes);

        var report = DatasetDoctor.Examine(dataset.Path);

        Assert.False(report.Healthy);
        Assert.Contains("00000-of-00002", Found("damaged", report).Message);
        Assert.Equal("train/2", report.Fingerprints[^1].Episode);
    }

    [Fact]
    public void A_number_that_is_none_names_episode_field_and_step()
    {
        var finding = Found("nan", Examine(x => x.Seed == 2 ? x with { Steps = [.. x.Steps.Select((step, t) => t == 7 ? step with { Action = Set(step.Action, 2, double.NaN) } : step)] } : x));
        Assert.Equal("train/1, action, step 7", finding.Where);
    }

    [Fact]
    public void Recordings_are_looked_at_like_data_sets()
    {
        if (Hdf5File.LibraryVersion is null) Need.Missing("the HDF5 library (apt-get install libhdf5-103-1)");
        using (var writer = new AlohaWriter(folder["put_x"], AlohaWriter.StandardCameras))
            for (var i = 0; i < 3; i++) writer.Write(Demonstrations.Make(40, i, Demonstrations.Bimanual));
        File.Copy(Need.Golden("data/aloha/qpos_nan.hdf5"), folder["put_x/episode_9.hdf5"]);

        var report = DatasetDoctor.Examine(folder["put_x"]);

        Assert.Equal(("aloha-hdf5", 4), (report.Format, report.Episodes));
        Assert.Contains("episode_9.hdf5", Found("recording", report).Where);
    }

    [Fact]
    public void Promise_15_Converting_twice_gives_the_same_hash_for_every_episode_and_another_seed_gives_another()
    {
        var one = DatasetDoctor.Examine(Demonstrations.Write(folder["one"], "made", 20, 21).Path).Fingerprints;
        var two = DatasetDoctor.Examine(Demonstrations.Write(folder["two"], "made", 20, 21).Path).Fingerprints;

        Assert.Equal(one.Select(x => x.Sha256), two.Select(x => x.Sha256));
        Assert.Equal(2, one.Select(x => x.Sha256).Distinct().Count());
        Assert.Empty(Fingerprint.Compare(one, two));
    }

    [Fact]
    public void Promise_16_A_conversion_that_loses_or_shifts_frames_is_found_and_placed()
    {
        var before = DatasetDoctor.Examine(Demonstrations.Write(folder["before"], "made", 30, 30, 30).Path).Fingerprints;
        using (var writer = new RldsWriter(folder["after"], RldsConfiguration.Libero("made")))
        {
            writer.Write(Demonstrations.Make(30, 1));
            var lossy = Demonstrations.Make(30, 2);
            writer.Write(lossy with { Steps = [.. lossy.Steps.Where((_, t) => t != 12)] });
        }
        var findings = Fingerprint.Compare(before, DatasetDoctor.Examine(folder["after/made"]).Fingerprints);

        Assert.Contains(findings, x => x.Code == "lost-frames" && x.Where.Contains("train/1") && x.Where.Contains("step 12"));
        Assert.Contains(findings, x => x.Code == "shifted-frames" && x.Message.Contains("step 29 stands at step 28"));
        Assert.Contains(findings, x => x.Code == "lost" && x.Where == "train/2");
        Assert.DoesNotContain(findings, x => x.Where.StartsWith("train/0"));
    }

    private DoctorReport Examine(Func<Episode, Episode> change)
    {
        using var writer = new RldsWriter(folder[Guid.NewGuid().ToString()], RldsConfiguration.Libero("made"));
        for (var seed = 1; seed <= 4; seed++) writer.Write(change(Demonstrations.Make(50, seed)));
        return DatasetDoctor.Examine(writer.Folder);
    }

    private static Finding Found(string code, DoctorReport report) =>
        report.Findings.FirstOrDefault(x => x.Code == code) ?? throw new Xunit.Sdk.XunitException($"no finding '{code}' in {string.Join("; ", report.Findings.Select(x => $"{x.Code}: {x.Message}"))}");

    private static Episode Gripper(Episode episode, Func<double, double> turn) =>
        episode with { Steps = [.. episode.Steps.Select(step => step with { Action = Set(step.Action, 6, turn(step.Action.Span[6])) })] };

    private static ReadOnlyMemory<double> Set(ReadOnlyMemory<double> row, int at, double value)
    {
        var changed = row.ToArray();
        changed[at] = value;
        return changed;
    }
}
