using Oft.Contracts;

namespace Oft.Evaluation.Episodes;

/// <summary>Follows an episode from outside: a film, an action trace, a live figure. It changes nothing.</summary>
public interface IEpisodeWatcher
{
    /// <summary>An attempt begins; what an earlier, broken attempt showed is void.</summary>
    void Begin(IWorld world, int initialState, ulong seed);

    /// <summary>One policy step, before its action is applied.</summary>
    void Step(EpisodeMoment moment);

    /// <summary>The goal was reached, the limit came or the attempt broke.</summary>
    /// <param name="outcome">How the attempt ended.</param>
    /// <param name="last">Gives the last observation; null where the attempt broke.</param>
    void End(EpisodeOutcome outcome, Func<Observation>? last);
}
