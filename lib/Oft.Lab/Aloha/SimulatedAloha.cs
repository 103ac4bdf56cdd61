using Oft.Aloha.Robots;
using Oft.Contracts;
using Oft.Simulation.Bimanual;

namespace Oft.Lab.Aloha;

/// <summary>A mini-ALOHA task as a robot that goes on by itself.</summary>
public static class SimulatedAloha
{
    /// <summary>Every sentence there is a world for.</summary>
    public static IReadOnlyList<string> Sentences => [.. Tasks.Select(x => x.Sentence)];

    /// <summary>The task of a sentence, or of a task's name; null where there is none.</summary>
    public static BimanualTask? Find(string sentence) => Tasks.FirstOrDefault(x => x.Sentence == sentence || x.Name == sentence);

    /// <summary>Opens a task's world behind a robot; <see cref="SimulatedRobot.Begin"/> lets it go on.</summary>
    /// <param name="sentence">A sentence or a task's name.</param>
    /// <param name="robot">Its views: three, or <see cref="BimanualRobot.FourViews"/>.</param>
    /// <param name="height">Pixels down of a picture.</param>
    /// <param name="initialState">Where the episode begins.</param>
    /// <param name="time">Its clock.</param>
    /// <exception cref="ArgumentException">There is no such task; the message lists those there are.</exception>
    public static SimulatedRobot Open(string sentence, RobotSpec robot, int height, int initialState, TimeProvider time)
    {
        var task = Find(sentence) ?? throw new ArgumentException($"there is no simulated task '{sentence}'; there are: {string.Join("; ", Sentences)}.", nameof(sentence));
        var world = task.CreateWorld(BimanualOptions.OfHeight(height) with { Robot = robot });
        try
        {
            world.Reset(initialState, 0);
            return new SimulatedRobot(world, time, [.. BimanualRobot.Home]);
        }
        catch
        {
            world.Dispose();
            throw;
        }
    }

    private static IEnumerable<BimanualTask> Tasks => BimanualSuite.Names.SelectMany(x => BimanualSuite.Load(x).Tasks);
}
