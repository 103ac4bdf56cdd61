using Oft.Contracts;

namespace Oft.Evaluation.Episodes;

/// <summary>One policy step as a watcher meets it: before the action is applied.</summary>
/// <remarks>The observation is made when it is asked for, so a watcher that wants every tenth picture pays for no more.</remarks>
public readonly ref struct EpisodeMoment
{
    private readonly Func<Observation> observe;

    internal EpisodeMoment(int step, ReadOnlySpan<double> action, bool asked, Func<Observation> observe)
    {
        Step = step;
        Action = action;
        Asked = asked;
        this.observe = observe;
    }

    /// <summary>The policy step, from 0.</summary>
    public int Step { get; }

    /// <summary>[A] what is about to be applied.</summary>
    public ReadOnlySpan<double> Action { get; }

    /// <summary>True where the policy has just been asked: this action is the first of its chunk.</summary>
    public bool Asked { get; }

    /// <summary>What is seen now, with the pictures as the camera sees them.</summary>
    public Observation Observe() => observe();
}
