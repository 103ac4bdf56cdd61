using Oft.Contracts;

namespace Oft.Simulation.MiniLibero;

/// <summary>Short pieces of expertise from places an episode would not reach: the hand begins anywhere, so its pose says nothing about the target.</summary>
/// <remarks>Without them a policy reads the target off the hand's own pose and never learns to look for it.</remarks>
public static class RandomStartClips
{
    private const double LowX = -0.14, HighX = 0.16, ReachY = 0.24, LowZ = 0.06, HighZ = 0.26;

    /// <summary>Frames of one random start.</summary>
    /// <param name="world">The task's world; it is reset.</param>
    /// <param name="seed">Which start; the same seed gives the same frames.</param>
    /// <param name="frames">Consecutive frames to take.</param>
    /// <returns>Observation and the expert's next K actions for each frame.</returns>
    public static IReadOnlyList<ChunkSample> Draw(MiniWorld world, ulong seed, int frames = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frames);
        world.ResetForDemonstration(SeededChance.SeedOf("clip", seed));
        var chance = new SeededChance(SeededChance.SeedOf("clip-hand", seed));
        world.PlaceHand(Anywhere(chance), chance.Unit() < 0.7 ? 0.1 : chance.Between(0.02, 0.1));
        var (expert, length, width) = (new ScriptedExpert(world), world.Robot.ChunkLength, world.Robot.ActionWidth);
        var seen = new List<(Observation Observation, double[] Offsets)>();
        var actions = new List<double>();
        for (var step = 0; step < frames + length - 1; step++)
        {
            if (step < frames) seen.Add((world.Observe(), Demonstrations.Offsets(world)));
            var action = expert.Act();
            actions.AddRange(action);
            world.Step(action);
        }
        var all = actions.ToArray();
        return [.. seen.Select((s, i) => new ChunkSample(s.Observation, new ActionChunk(length, width, all.AsMemory(i * width, length * width))) { TargetOffsets = s.Offsets })];
    }

    /// <summary>A place above the table that the hand can be put to.</summary>
    internal static Point Anywhere(SeededChance chance) => new(chance.Between(LowX, HighX), chance.Between(-ReachY, ReachY), chance.Between(LowZ, HighZ));
}
