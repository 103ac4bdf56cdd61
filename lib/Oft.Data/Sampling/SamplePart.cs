using Oft.Contracts;

namespace Oft.Data.Sampling;

/// <summary>A set's part in what is learned from.</summary>
/// <param name="Set">Its samples.</param>
/// <param name="Share">How often it is drawn, beside the shares of the others.</param>
public sealed record SamplePart(ISampleSet Set, double Share)
{
    /// <summary>A set drawn as the reference draws it: by a weight times its number of samples.</summary>
    public static SamplePart ByWeight(ISampleSet set, double weight = 1) => new(set, weight * set.Episodes.Sum(x => (long)x));

    /// <summary>The ranges of several sets together.</summary>
    /// <param name="parts">At least one that has actions to count.</param>
    /// <param name="robot">Widths, and which actions are normalised.</param>
    public static ActionStatistics Statistics(IReadOnlyList<SamplePart> parts, RobotSpec robot)
    {
        var (actions, proprio) = (new FieldSummary(robot.ActionWidth), new FieldSummary(robot.ProprioWidth));
        foreach (var part in parts) part.Set.Summarize(actions, proprio);
        return new ActionStatistics(actions.Finish(robot.ActionMask), robot.ProprioWidth > 0 ? proprio.Finish() : null, actions.Count, parts.Sum(part => (long)part.Set.Episodes.Count));
    }
}
