namespace Oft.Aloha.Control;

/// <summary>The published client's loop, step by step: for comparing with it, and for meeting its numbers. It has no gate: use it in simulation.</summary>
/// <remarks>
/// <code>
/// reset, operator, reset, settle
/// each tick    observe; when the queue is empty: prepare pictures, ask, keep the first N; pop one; step
/// relative     target = previous target + action, grippers included; the first previous target is the measured state
/// </code>
/// A step sleeps a whole period after sending, so the time a policy takes comes on top: 300 ms of inference make 19.8 Hz of 25.
/// <para>Upstream: experiments/robot/aloha/run_aloha_eval.py, run_episode.</para>
/// </remarks>
public sealed record PublishedLoop
{
    /// <summary>Actions of a chunk that are played before the next is asked for.</summary>
    public int OpenLoopSteps { get; init; } = 25;

    /// <summary>Steps of an episode.</summary>
    public required int MaxSteps { get; init; }

    /// <summary>True where actions are differences.</summary>
    public bool Relative { get; init; }

    /// <summary>Pause before the episode.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What an episode came to.</summary>
    /// <param name="Steps">Actions sent.</param>
    /// <param name="Queries">Times the policy was asked.</param>
    /// <param name="Observations">Ticks begun.</param>
    /// <param name="QueryTime">Spent waiting for answers that came.</param>
    /// <param name="Duration">Of the episode, without the settling.</param>
    /// <param name="Ended">Why it ended early; null after the last step.</param>
    public sealed record Result(int Steps, int Queries, int Observations, TimeSpan QueryTime, TimeSpan Duration, string? Ended);

    /// <summary>Runs one episode.</summary>
    /// <param name="rig">What it touches.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="sleep">Lets that clock go on.</param>
    public Result Run(IPublishedRig rig, TimeProvider time, Action<TimeSpan> sleep)
    {
        rig.Reset();
        rig.WaitForOperator();
        rig.Reset();
        sleep(Settle);
        var target = rig.ReadState();
        var start = time.GetTimestamp();
        var (steps, queries, observations, queryTime) = (0, 0, 0, TimeSpan.Zero);
        var queue = new Queue<double[]?>();
        string? ended = null;
        try
        {
            for (; steps < MaxSteps; steps++)
            {
                observations++;
                var state = rig.Observe();
                if (queue.Count == 0)
                {
                    rig.PreparePictures();
                    queries++;
                    var asked = time.GetTimestamp();
                    var actions = rig.Ask(state);
                    queryTime += time.GetElapsedTime(asked);
                    foreach (var action in actions.Take(OpenLoopSteps)) queue.Enqueue(action);
                }
                if (queue.Count == 0) throw new InvalidDataException("the answer holds no action.");
                var next = queue.Dequeue() ?? throw new InvalidDataException("the answer holds something that is no action.");
                target = Relative ? [.. target.Zip(next, (x, d) => x + d)] : next;
                rig.Step(target);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Upstream: any error ends the episode, and nothing is commanded after it.
            ended = e.Message;
        }
        return new(steps, queries, observations, queryTime, time.GetElapsedTime(start), ended);
    }
}
