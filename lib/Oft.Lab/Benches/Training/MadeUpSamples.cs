using Oft.Contracts;
using Oft.Data.Sampling;
using Oft.Model;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Benches.Training;

/// <summary>Samples of the tiny model's sizes, drawn from a seed: what is measured depends on their number alone.</summary>
internal static class MadeUpSamples
{
    private const string Sentence = "put the red block on the green plate";

    /// <summary>So many samples.</summary>
    public static List<ChunkSample> Of(int count)
    {
        var (robot, random) = (MiniRobot.Spec, new Random(1));
        double[] Numbers(int many) => [.. Enumerable.Range(0, many).Select(_ => 2 * random.NextDouble() - 1)];
        var size = BackboneConfig.Tiny.ImageSize;
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var pixels = new byte[size * size * 3];
            random.NextBytes(pixels);
            return new ChunkSample(new Observation([.. robot.Views.Select(view => new CameraImage(view, size, size, pixels))], Numbers(robot.ProprioWidth), Sentence),
                new ActionChunk(robot.ChunkLength, robot.ActionWidth, Numbers(robot.ChunkLength * robot.ActionWidth)));
        })];
    }

    /// <summary>Statistics of their actions and states.</summary>
    public static ActionStatistics Statistics(List<ChunkSample> samples)
    {
        var robot = MiniRobot.Spec;
        var (actions, proprio) = (new FieldSummary(robot.ActionWidth), new FieldSummary(robot.ProprioWidth));
        foreach (var sample in samples)
        {
            actions.Add([.. sample.Target[0].ToArray().Select(x => (float)x)]);
            proprio.Add([.. sample.Observation.Proprio.ToArray().Select(x => (float)x)]);
        }
        return new(actions.Finish(robot.ActionMask), proprio.Finish(), samples.Count);
    }
}
