using Oft.Contracts;

namespace Oft.Simulation.MiniLibero;

/// <summary>Single frames of a task with the hand put where chance wants it: where is what the sentence names, and which way is it?</summary>
/// <remarks>Nothing moves, so a frame costs a picture; the expert's one next action is the answer. Half of the hands are near one of the movable things, whichever is asked for: millimetres count there, and where the hand is still tells nothing.</remarks>
public static class GroundingLooks
{
    private const double Around = 0.06, AboveLow = 0.05, AboveHigh = 0.16;

    /// <summary>Frames of one layout.</summary>
    /// <param name="world">The task's world; it is reset.</param>
    /// <param name="seed">Which layout; the same seed gives the same frames.</param>
    /// <param name="hands">Places of the hand, one frame each.</param>
    /// <returns>Observation and the expert's next action [1, 7] for each frame.</returns>
    public static IReadOnlyList<ChunkSample> Draw(MiniWorld world, ulong seed, int hands)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hands);
        world.ResetForDemonstration(SeededChance.SeedOf("look", seed));
        var (chance, expert) = (new SeededChance(SeededChance.SeedOf("look-hand", seed)), new ScriptedExpert(world));
        var things = world.Task.Scene.Where(placed => placed.Thing is Movable).Select(placed => world.PositionOf(placed.Name)).ToList();
        var frames = new List<ChunkSample>(hands);
        for (var i = 0; i < hands; i++)
        {
            var place = chance.Unit() < 0.5
                ? RandomStartClips.Anywhere(chance)
                : things[chance.Below(things.Count)] + new Point(chance.Between(-Around, Around), chance.Between(-Around, Around), chance.Between(AboveLow, AboveHigh));
            world.PlaceHand(place, chance.Unit() < 0.8 ? 0.1 : chance.Between(0.02, 0.1));
            frames.Add(new ChunkSample(world.Observe(), new ActionChunk(1, world.Robot.ActionWidth, expert.Act())) { TargetOffsets = Demonstrations.Offsets(world) });
        }
        return frames;
    }
}
