namespace Oft.Evaluation.Episodes;

/// <summary>How an episode is run. It is written into the ledger, because a rate is only comparable under the same settings.</summary>
public sealed record EpisodeSettings
{
    /// <summary>Actions of a chunk that are executed before the policy is asked again; null executes the whole chunk.</summary>
    // Upstream: run_libero_eval.py keeps the last n actions of a longer chunk, because its queue forgets from the front. Here they are the first n.
    public int? Executed
    {
        get;
        init
        {
            if (value is { } count) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count, nameof(Executed));
            field = value;
        }
    }

    /// <summary>Steps in which <see cref="WaitAction"/> is sent before the policy is asked, for objects to settle.</summary>
    public int WaitSteps
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(WaitSteps));
            field = value;
        }
    }

    /// <summary>[A] what is sent while waiting; empty sends zeros.</summary>
    public ReadOnlyMemory<double> WaitAction { get; init; }

    /// <summary>Policy steps after which an episode has failed; null takes the world's own limit. Waiting is not counted.</summary>
    public int? StepLimit
    {
        get;
        init
        {
            if (value is { } limit) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit, nameof(StepLimit));
            field = value;
        }
    }

    /// <summary>How pictures are turned before the policy sees them.</summary>
    public ViewTurn Views { get; init; }

    /// <summary>How the gripper's number is sent.</summary>
    public GripperRule Gripper { get; init; }

    /// <summary>The whole chunk, no waiting, the world's own step limit.</summary>
    public static EpisodeSettings Plain { get; } = new();

    /// <summary>As the reference evaluates LIBERO: eight actions a chunk, ten steps of rest with the gripper open, its rule for the gripper.</summary>
    /// <remarks>Upstream: experiments/robot/libero/run_libero_eval.py.</remarks>
    public static EpisodeSettings Libero { get; } = new() { Executed = 8, WaitSteps = 10, WaitAction = new double[] { 0, 0, 0, 0, 0, 0, -1 }, Views = ViewTurn.Mirror, Gripper = GripperRule.OpenVla };
}
