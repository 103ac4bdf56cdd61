using Oft.Contracts;

namespace Oft.Evaluation.Episodes;

/// <summary>Runs one episode: the world waits, the policy answers with chunks, their actions are executed open loop.</summary>
/// <remarks>
/// <code>
/// reset · wait steps · until success or limit: { a chunk is used up → ask the policy; apply the next action }
/// </code>
/// Success is looked at after every policy step and never while waiting. What the world or the policy throws ends an attempt,
/// not the run: it is tried once more from the reset, and only then an <see cref="EpisodeOutcome.Error"/>, never a failure.
/// What a watcher throws (a full disk) is neither's error and ends the run.
/// <para>Upstream: experiments/robot/libero/run_libero_eval.py, run_episode.</para>
/// </remarks>
public sealed class EpisodeRunner(EpisodeSettings settings, TimeProvider? time = null)
{
    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <summary>How episodes are run.</summary>
    public EpisodeSettings Settings { get; } = settings;

    /// <summary>Runs an episode in a world that the caller owns; a broken attempt is repeated once in the same world.</summary>
    /// <param name="world">Reset by this call.</param>
    /// <param name="policy">Asked whenever a chunk is used up.</param>
    /// <param name="initialState">Which of the world's fixed initial states, from 0.</param>
    /// <param name="seed">What the world draws from beyond the initial state.</param>
    /// <param name="watcher">Follows the episode; null for nobody.</param>
    /// <param name="cancellation">Ends the episode between two steps; nothing is counted then.</param>
    public EpisodeResult Run(IWorld world, IPolicy policy, int initialState, ulong seed, IEpisodeWatcher? watcher = null, CancellationToken cancellation = default)
    {
        var first = Attempt(world, _ => policy, initialState, seed, watcher, cancellation);
        return first.Outcome == EpisodeOutcome.Error ? After(first, Attempt(world, _ => policy, initialState, seed, watcher, cancellation)) : first;
    }

    /// <summary>As the other, with a world that is opened here and thrown away after a broken attempt.</summary>
    /// <param name="seat">Holds the world between episodes and opens a fresh one where the last broke.</param>
    /// <param name="policy">Gives the policy for the world as it stands after its reset: a shared one, or an expert that knows this world.</param>
    /// <param name="initialState">Which of the world's fixed initial states, from 0.</param>
    /// <param name="seed">What the world draws from beyond the initial state.</param>
    /// <param name="watcher">Follows the episode; null for nobody.</param>
    /// <param name="cancellation">Ends the episode between two steps; nothing is counted then.</param>
    public EpisodeResult Run(WorldSeat seat, Func<IWorld, IPolicy> policy, int initialState, ulong seed, IEpisodeWatcher? watcher = null, CancellationToken cancellation = default)
    {
        var first = Seated();
        return first.Outcome == EpisodeOutcome.Error ? After(first, Seated()) : first;

        EpisodeResult Seated()
        {
            IWorld world;
            try
            {
                world = seat.World;
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                return new EpisodeResult(EpisodeOutcome.Error, 0, 0, [Sentence("world did not open", broken)], 0, 0);
            }
            var result = Attempt(world, policy, initialState, seed, watcher, cancellation);
            if (result.Outcome == EpisodeOutcome.Error) seat.Vacate();
            return result;
        }
    }

    private EpisodeResult Attempt(IWorld world, Func<IWorld, IPolicy> policyFor, int initialState, ulong seed, IEpisodeWatcher? watcher, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var (steps, chunks, inPolicy, doing, watching) = (0, 0, TimeSpan.Zero, "world did not reset", false);
        try
        {
            world.Reset(initialState, seed);
            doing = "world did not step while waiting";
            Wait(world, cancellation);
            doing = "policy was not made";
            var policy = policyFor(world);
            watching = true;
            watcher?.Begin(world, initialState, seed);
            watching = false;
            var limit = Settings.StepLimit ?? world.StepLimit;
            ActionChunk? chunk = null;
            for (var next = 0; steps < limit && !(steps > 0 && world.Success); steps++, next++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (chunk is null || next == (Settings.Executed ?? chunk.Length))
                {
                    doing = "world could not be observed";
                    var observation = Turned(world.Observe());
                    doing = "policy did not answer";
                    var asked = time.GetTimestamp();
                    chunk = Checked(policy.Act(observation), world.Robot);
                    inPolicy += time.GetElapsedTime(asked);
                    chunks++;
                    next = 0;
                }
                doing = "world did not step";
                watching = true;
                var action = Sent(chunk[next]);
                watcher?.Step(new EpisodeMoment(steps, action, next == 0, world.Observe));
                watching = false;
                world.Step(action);
            }
            var outcome = world.Success ? EpisodeOutcome.Success : EpisodeOutcome.Failure;
            watching = true;
            watcher?.End(outcome, world.Observe);
            return new EpisodeResult(outcome, steps, chunks, [], time.GetElapsedTime(began).TotalSeconds, inPolicy.TotalSeconds) { Score = (world as IScoredWorld)?.Score };
        }
        catch (Exception broken) when (!watching && !(broken is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            watcher?.End(EpisodeOutcome.Error, null);
            return new EpisodeResult(EpisodeOutcome.Error, steps, chunks, [Sentence($"{doing} at step {steps}", broken)], time.GetElapsedTime(began).TotalSeconds, inPolicy.TotalSeconds);
        }
    }

    private static EpisodeResult After(EpisodeResult broken, EpisodeResult second) => second with { Errors = [.. broken.Errors, .. second.Errors] };

    private void Wait(IWorld world, CancellationToken cancellation)
    {
        var rest = Settings.WaitAction.IsEmpty ? new double[world.Robot.ActionWidth] : Settings.WaitAction;
        for (var step = 0; step < Settings.WaitSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            world.Step(rest.Span);
        }
    }

    // A policy that answers nonsense has broken; a world must not be asked to make sense of it.
    private ActionChunk Checked(ActionChunk chunk, RobotSpec robot)
    {
        if (chunk.Width != robot.ActionWidth)
            throw new InvalidDataException($"expected {robot.ActionWidth} numbers an action for {robot.Name}, got {chunk.Width}.");
        if (Settings.Executed > chunk.Length)
            throw new InvalidDataException($"expected at least {Settings.Executed} actions a chunk, got {chunk.Length}: execute fewer or train longer chunks.");
        foreach (var value in chunk.Values.Span)
            if (!double.IsFinite(value)) throw new InvalidDataException($"expected finite actions, got {value}.");
        return chunk;
    }

    private ReadOnlySpan<double> Sent(ReadOnlySpan<double> action) => Settings.Gripper == GripperRule.OpenVla ? (double[])[.. action[..^1], GripperSign.ForLibero(action[^1])] : action;

    private Observation Turned(Observation observation) =>
        Settings.Views == ViewTurn.None ? observation : observation with { Views = [.. observation.Views.Select(view => Turned(view, Settings.Views))] };

    private static CameraImage Turned(CameraImage image, ViewTurn turn)
    {
        var from = image.Rgb.Span;
        var to = new byte[from.Length];
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
            {
                var row = turn == ViewTurn.Half ? image.Height - 1 - y : y;
                from.Slice((row * image.Width + image.Width - 1 - x) * 3, 3).CopyTo(to.AsSpan((y * image.Width + x) * 3));
            }
        return new CameraImage(image.Name, image.Width, image.Height, to);
    }

    private static string Sentence(string doing, Exception broken) => $"{doing}: {broken.GetType().Name}: {broken.Message}";
}
