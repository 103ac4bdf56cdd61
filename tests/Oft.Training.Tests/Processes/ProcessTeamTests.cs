using Oft.Training.Processes;
using static TorchSharp.torch;

namespace Oft.Training.Tests.Processes;

[Collection(nameof(GlobalGenerator))]
public class ProcessTeamTests
{
    [Fact]
    public void Four_members_sum_hand_on_and_agree()
    {
        var seen = Together.Run(4, team =>
        {
            using var scope = NewDisposeScope();
            var numbers = tensor(new float[] { team.Rank, 10 * team.Rank });
            team.Sum(numbers);
            var handed = tensor(new float[] { team.Rank });
            team.Broadcast(handed, root: 2);
            return (string.Join(' ', numbers.data<float>().ToArray()), handed.item<float>(), team.Any(team.Rank == 3), team.Any(false), team.Mean(team.Rank)[0]);
        });
        Assert.All(seen, one => Assert.Equal(("6 60", 2f, true, false, 1.5), one));
    }

    [Fact]
    public void Numbers_of_half_size_are_refused_by_name()
    {
        var (_, errors) = Together.Try(2, team =>
        {
            using var scope = NewDisposeScope();
            team.Sum(zeros(2, dtype: ScalarType.BFloat16));
            return 0;
        });
        Assert.All(errors, error => Assert.Contains("expected float32, got BFloat16", error!.Message));
    }

    [Fact]
    public void The_error_of_one_ends_the_others_with_its_name_and_its_words()
    {
        var (_, errors) = Together.Try(3, team =>
        {
            team.Now(Doing.Computing);
            if (team.Rank != 1) return team.Any(false);
            team.Fail("step 3: expected a finite loss, got NaN");
            throw new TrainingStoppedException("mine");
        });
        Assert.Equal("mine", errors[1]!.Message);
        foreach (var error in (Exception?[])[errors[0], errors[2]])
            Assert.Matches(@"^rank 1 \(.+, process \d+\): step 3: expected a finite loss, got NaN", Assert.IsType<TrainingStoppedException>(error).Message);
    }

    [Fact]
    public void One_that_computes_while_others_wait_is_named()
    {
        var (_, errors) = Together.Try(3, team =>
        {
            team.Now(Doing.Computing);
            if (team.Rank == 2) team.Lost.WaitHandle.WaitOne();
            return team.Any(false);
        }, patience: new() { Delay = TimeSpan.FromSeconds(1) });
        Assert.All(errors, error => Assert.Matches(@"^rank 2 \(.+\) has kept the others waiting for 1 s", Assert.IsType<TrainingStoppedException>(error).Message));
    }

    [Fact]
    public void One_that_writes_a_checkpoint_may_take_its_time()
    {
        Together.Run(2, team =>
        {
            team.Now(team.Rank == 0 ? Doing.Saving : Doing.Computing);
            if (team.Rank == 0) Thread.Sleep(TimeSpan.FromSeconds(3.5));
            return team.Any(false);
        }, patience: new() { Delay = TimeSpan.FromSeconds(1) });
    }

    [Fact]
    public void Who_does_not_come_is_named()
    {
        var place = new ProcessPlace(0, 2, "127.0.0.1", FreePort.Find()) { Start = 1 };
        if (Torch.ProcessGroup.WhatIsMissing is { } missing) Need.Missing(missing);
        var late = Assert.Throws<TrainingStoppedException>(() => ProcessTeam.Join(place, patience: new() { Meeting = TimeSpan.FromSeconds(1) }));
        Assert.Contains("rank 1 did not come within 1 s", late.Message);
    }
}
