using Oft.Aloha.Control;
using Oft.Aloha.Recording;
using Oft.Contracts;

namespace Oft.Aloha.Robots;

/// <summary>A recording as a policy: whatever it is shown, its one answer is all of the recorded actions. Through the gate a robot plays them again.</summary>
public sealed class ReplayPolicy : IPolicy
{
    private readonly IReadOnlyList<double[]> states;
    private readonly ActionChunk actions;

    /// <summary>Of states and actions, one of each a period.</summary>
    /// <param name="states">[T][S] what was measured before each action.</param>
    /// <param name="actions">[T][A] absolute targets.</param>
    /// <exception cref="InvalidDataException">There is none, or one is of another width or not finite; the message names it.</exception>
    public ReplayPolicy(IReadOnlyList<double[]> states, IReadOnlyList<double[]> actions)
    {
        if (actions.Count == 0) throw new InvalidDataException("the recording holds no action.");
        if (states.Count != actions.Count) throw new InvalidDataException($"the recording holds {states.Count} states for {actions.Count} actions.");
        for (var step = 0; step < actions.Count; step++)
        {
            if (actions[step].Length != actions[0].Length) throw new InvalidDataException($"action {step} of the recording has {actions[step].Length} numbers, the first one {actions[0].Length}.");
            if (Array.FindIndex(actions[step], x => !double.IsFinite(x)) is >= 0 and var at) throw new InvalidDataException($"number {at} of action {step} of the recording is {actions[step][at]}.");
        }
        this.states = states;
        this.actions = new ActionChunk(actions.Count, actions[0].Length, (double[])[.. actions.SelectMany(x => x)]);
    }

    /// <summary>Actions there are.</summary>
    public int Length => actions.Length;

    /// <summary>A, numbers per action.</summary>
    public int Width => actions.Width;

    /// <summary>[A] the first one: where a replay begins.</summary>
    public ReadOnlySpan<double> First => actions[0];

    /// <summary>What a journal's robot was sent while a policy ran, or what its leader wanted; pictures are not needed.</summary>
    /// <exception cref="InvalidDataException">There is no such tick.</exception>
    public static ReplayPolicy Of(Journal journal)
    {
        var ticks = journal.Ticks.Where(x => x.Mode == LoopMode.Running && x.Position.Length > 0 && journal.Action(x).Length > 0).ToList();
        return new ReplayPolicy([.. ticks.Select(x => x.Position)], [.. ticks.Select(journal.Action)]);
    }

    /// <inheritdoc/>
    public ActionChunk Act(Observation observation) => actions;

    /// <summary>How far a replay was from the recording, by what was measured before the same actions.</summary>
    /// <param name="replay">The journal of the replay: each tick's element says which action it was.</param>
    /// <returns>Actions played, mean and largest difference of a number, and which number that was; differences are 0 where nothing was played.</returns>
    public (int Played, double Mean, double Largest, int Number) Against(Journal replay)
    {
        var (played, sum, terms, largest, number) = (0, 0.0, 0L, 0.0, 0);
        foreach (var tick in replay.Ticks)
        {
            if (tick.Mode != LoopMode.Running || tick.Sent.Length == 0 || tick.Element < 0 || tick.Element >= states.Count || tick.Position.Length != states[tick.Element].Length) continue;
            played++;
            for (var i = 0; i < tick.Position.Length; i++)
            {
                var apart = Math.Abs(tick.Position[i] - states[tick.Element][i]);
                sum += apart;
                terms++;
                if (apart > largest) (largest, number) = (apart, i);
            }
        }
        return (played, terms == 0 ? 0 : sum / terms, largest, number);
    }
}
