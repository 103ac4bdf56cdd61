using Oft.Contracts;
using Oft.Evaluation.Episodes;
using Oft.Evaluation.Tests.Worlds;

namespace Oft.Evaluation.Tests.Episodes;

public class EpisodeRunnerTests
{
    [Fact]
    public void A_policy_that_reaches_the_goal_succeeds_and_one_that_does_not_fails_at_the_limit()
    {
        using var world = new LineWorld(stepLimit: 15);
        var runner = new EpisodeRunner(EpisodeSettings.Plain);

        var reached = runner.Run(world, new LinePolicy(), initialState: 0, seed: 500);
        var missed = runner.Run(world, new LinePolicy(_ => -1), initialState: 0, seed: 500);

        Assert.Equal(EpisodeOutcome.Success, reached.Outcome);
        Assert.Equal(10, reached.Steps);                    // ten centimetres at one a step; nine leave exactly one, which is not inside
        Assert.Equal((EpisodeOutcome.Failure, 15), (missed.Outcome, missed.Steps));
        Assert.Empty(missed.Errors);
    }

    [Theory]
    [InlineData(null, 4)]
    [InlineData(4, 4)]
    [InlineData(3, 3)]
    [InlineData(1, 1)]
    public void The_first_executed_actions_of_a_chunk_are_applied_in_order_and_then_the_policy_is_asked_again(int? executed, int each)
    {
        using var world = new LineWorld(stepLimit: 12);
        var result = new EpisodeRunner(new EpisodeSettings { Executed = executed }).Run(world, new LinePolicy(_ => 0), 0, seed: 500);

        Assert.Equal(Enumerable.Range(0, 12).Select(step => (double)(step % each)), world.Applied.Select(action => action[1]));
        Assert.Equal(12 / each, result.Chunks);
    }

    [Fact]
    public void Under_the_gripper_rule_closed_becomes_one_open_minus_one_and_the_rest_action_is_sent_as_it_is()
    {
        using var world = new LineWorld(stepLimit: 4);
        var settings = new EpisodeSettings { Gripper = GripperRule.OpenVla, WaitSteps = 1, WaitAction = new double[] { 0, -1 } };

        new EpisodeRunner(settings).Run(world, new LinePolicy(_ => 0), 0, seed: 500);   // says 0, 1, 2, 3 for the gripper

        Assert.Equal([-1, 1, -1, -1, -1], world.Applied.Select(action => action[1]));
        Assert.True(double.IsNegative(GripperSign.ForLibero(0.5)) && GripperSign.ForLibero(0.5) == 0);
        Assert.Contains("gripper openvla", Oft.Evaluation.Ledgers.Conditions.Describe(settings));
        Assert.DoesNotContain("gripper", Oft.Evaluation.Ledgers.Conditions.Describe(EpisodeSettings.Plain));
    }

    [Fact]
    public void Waiting_sends_the_rest_action_counts_no_step_and_asks_nobody()
    {
        using var world = new LineWorld(stepLimit: 6);
        var policy = new LinePolicy(_ => 0);
        var settings = new EpisodeSettings { WaitSteps = 3, WaitAction = new double[] { 0, -1 }, StepLimit = 2 };

        var result = new EpisodeRunner(settings).Run(world, policy, 0, seed: 500);

        Assert.Equal([-1, -1, -1, 0, 1], world.Applied.Select(action => action[1]));
        Assert.Equal((2, 1), (result.Steps, policy.Batches.Count));
    }

    [Fact]
    public void Success_while_waiting_is_not_a_success_of_the_policy()
    {
        using var world = new LineWorld();
        var settings = new EpisodeSettings { WaitSteps = 10, WaitAction = new double[] { 1, 0 }, StepLimit = 5 };

        // The rest action reaches the goal; the policy's first action then leaves it.
        var result = new EpisodeRunner(settings).Run(world, new LinePolicy(_ => 1), 0, seed: 500);

        Assert.Equal(EpisodeOutcome.Failure, result.Outcome);
    }

    [Fact]
    public void A_world_that_breaks_once_is_tried_again_from_the_reset_and_the_policy_is_not_blamed()
    {
        var broken = 0;
        using var world = new LineWorld { Breaks = step => step == 3 && broken++ == 0 ? new IOException("lost contact") : null };

        var result = new EpisodeRunner(EpisodeSettings.Plain).Run(world, new LinePolicy(), 2, seed: 500);

        Assert.Equal((EpisodeOutcome.Success, 2), (result.Outcome, result.Attempts));
        Assert.Equal(["world did not step at step 3: IOException: lost contact"], result.Errors);
        Assert.Equal([(2, 500UL), (2, 500UL)], world.Resets);
    }

    [Fact]
    public void A_world_that_breaks_twice_is_an_error_with_both_reasons()
    {
        using var world = new LineWorld { Breaks = step => step == 3 ? new IOException("lost contact") : null };
        var result = new EpisodeRunner(EpisodeSettings.Plain).Run(world, new LinePolicy(), 0, seed: 1);
        Assert.Equal((EpisodeOutcome.Error, 2), (result.Outcome, result.Errors.Count));
    }

    [Fact]
    public void A_world_that_broke_is_replaced_before_the_second_attempt()
    {
        List<LineWorld> opened = [];
        using var seat = new WorldSeat(() =>
        {
            opened.Add(new LineWorld { Breaks = opened.Count == 0 ? _ => new IOException("gone") : _ => null });
            return opened[^1];
        });
        var runner = new EpisodeRunner(EpisodeSettings.Plain);

        var result = runner.Run(seat, _ => new LinePolicy(), 0, seed: 500);
        runner.Run(seat, _ => new LinePolicy(), 1, seed: 500);

        Assert.Equal((EpisodeOutcome.Success, 2), (result.Outcome, result.Attempts));
        Assert.Equal([true, false], opened.Select(world => world.Disposed));
        Assert.Equal([0, 1], opened[1].Resets.Select(reset => reset.InitialState));
    }

    [Fact]
    public void A_world_that_does_not_open_is_an_error_and_not_the_end_of_the_run()
    {
        using var seat = new WorldSeat(() => throw new FileNotFoundException("no scene"));
        var result = new EpisodeRunner(EpisodeSettings.Plain).Run(seat, _ => new LinePolicy(), 0, seed: 1);
        Assert.Equal(EpisodeOutcome.Error, result.Outcome);
        Assert.Equal("world did not open: FileNotFoundException: no scene", result.Errors[0]);
    }

    public static TheoryData<string, ActionChunk> Nonsense => new()
    {
        { "expected 2 numbers an action for line, got 7", new ActionChunk(4, 7, new double[28]) },
        { "expected finite actions, got NaN", new ActionChunk(4, 2, new[] { 0, 0, 0, double.NaN, 0, 0, 0, 0 }) },
        { "expected at least 3 actions a chunk, got 2", new ActionChunk(2, 2, new double[4]) },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void A_policy_that_answers_nonsense_is_an_error_and_the_world_never_sees_it(string reason, ActionChunk answer)
    {
        using var world = new LineWorld();
        var result = new EpisodeRunner(new EpisodeSettings { Executed = 3 }).Run(world, new Answering(answer), 0, seed: 1);
        Assert.Equal(EpisodeOutcome.Error, result.Outcome);
        Assert.Contains(reason, result.Errors[0]);
        Assert.Empty(world.Applied);
    }

    [Fact]
    public void Pictures_are_made_only_where_somebody_looks()
    {
        using var world = new LineWorld(stepLimit: 12);
        var watcher = new EveryFifth();
        new EpisodeRunner(new EpisodeSettings { Executed = 4 }).Run(world, new LinePolicy(_ => 0), 0, seed: 500, watcher);
        Assert.Equal(3 + 3 + 1, world.Observed);            // three chunks, steps 0, 5 and 10, and the end
        Assert.Equal(["begin 0", "step 0 asked", "step 5", "step 10", "Failure"], watcher.Lines);
    }

    [Fact]
    public void A_watched_episode_is_the_episode_nobody_watches()
    {
        using LineWorld alone = new(), watched = new();
        var runner = new EpisodeRunner(EpisodeSettings.Plain);
        runner.Run(alone, new LinePolicy(), 3, seed: 77);
        runner.Run(watched, new LinePolicy(), 3, seed: 77, new EveryFifth());
        Assert.Equal(alone.Applied, watched.Applied);
    }

    [Fact]
    public void What_a_watcher_throws_ends_the_run()
    {
        using var world = new LineWorld();
        Assert.Throws<IOException>(() => new EpisodeRunner(EpisodeSettings.Plain).Run(world, new LinePolicy(), 0, 1, new FullDisk()));
    }

    [Fact]
    public void A_cancelled_episode_counts_as_nothing()
    {
        using var stop = new CancellationTokenSource();
        using var world = new LineWorld { Breaks = step => { if (step == 5) stop.Cancel(); return null; } };
        Assert.Throws<OperationCanceledException>(() => new EpisodeRunner(EpisodeSettings.Plain).Run(world, new LinePolicy(), 0, 1, null, stop.Token));
        Assert.Single(world.Resets);
    }

    [Theory]
    [InlineData(ViewTurn.None, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 })]
    [InlineData(ViewTurn.Half, new byte[] { 10, 11, 12, 7, 8, 9, 4, 5, 6, 1, 2, 3 })]
    [InlineData(ViewTurn.Mirror, new byte[] { 4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9 })]
    public void The_policy_sees_the_picture_turned_as_the_settings_say(ViewTurn turn, byte[] expected)
    {
        using var world = new Still([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);       // two by two pixels
        var policy = new LinePolicy(_ => 0);
        new EpisodeRunner(new EpisodeSettings { Views = turn, StepLimit = 1 }).Run(world, policy, 0, 1);
        Assert.Equal(expected, policy.Seen[0].Views[0].Rgb.ToArray());
    }

    private sealed class Answering(ActionChunk answer) : IPolicy
    {
        public ActionChunk Act(Observation observation) => answer;
    }

    private sealed class EveryFifth : IEpisodeWatcher
    {
        public List<string> Lines { get; } = [];

        public void Begin(IWorld world, int initialState, ulong seed) => Lines.Add($"begin {initialState}");

        public void Step(EpisodeMoment moment)
        {
            if (moment.Step % 5 != 0) return;
            moment.Observe();
            Lines.Add($"step {moment.Step}{(moment.Asked ? " asked" : "")}");
        }

        public void End(EpisodeOutcome outcome, Func<Observation>? last)
        {
            last?.Invoke();
            Lines.Add(outcome.ToString());
        }
    }

    private sealed class FullDisk : IEpisodeWatcher
    {
        public void Begin(IWorld world, int initialState, ulong seed) { }

        public void Step(EpisodeMoment moment) => throw new IOException("no space left");

        public void End(EpisodeOutcome outcome, Func<Observation>? last) { }
    }

    private sealed class Still(byte[] rgb) : IWorld
    {
        public RobotSpec Robot => LineWorld.Spec;

        public string Sentence => "stand still";

        public int StepLimit => 5;

        public bool Success => false;

        public void Reset(int initialState, ulong seed) { }

        public void Step(ReadOnlySpan<double> action) { }

        public Observation Observe() => new([new CameraImage("front", 2, 2, rgb)], new double[2], Sentence);

        public void Dispose() { }
    }
}
