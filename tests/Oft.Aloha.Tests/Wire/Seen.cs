using Oft.Contracts;

namespace Oft.Aloha.Tests.Wire;

/// <summary>Small observations, and a policy that answers with what it saw.</summary>
internal static class Seen
{
    public static Observation Of(RobotSpec robot, int side = 4, int seed = 0)
    {
        var random = new Random(seed);
        return new Observation([.. robot.Views.Select(view =>
        {
            var rgb = new byte[side * side * 3];
            random.NextBytes(rgb);
            return new CameraImage(view, side, side, rgb);
        })], Enumerable.Range(0, robot.ProprioWidth).Select(_ => random.NextDouble()).ToArray(), "put the bowl on the plate");
    }

    /// <summary>chunk[k][a] = k + the first byte of view 0 + the first number of the state + the length of the sentence.</summary>
    public static ActionChunk Answer(Observation seen, RobotSpec robot)
    {
        var first = seen.Views[0].Rgb.Span[0] + (seen.Proprio.IsEmpty ? 0 : seen.Proprio.Span[0]) + seen.Sentence.Length;
        return new ActionChunk(robot.ChunkLength, robot.ActionWidth, Enumerable.Range(0, robot.ChunkLength * robot.ActionWidth).Select(i => i / robot.ActionWidth + first).ToArray());
    }

    public sealed class Policy(RobotSpec robot, Func<Observation, ActionChunk>? act = null) : IPolicy
    {
        public int Asked;

        public ActionChunk Act(Observation observation)
        {
            Interlocked.Increment(ref Asked);
            return act?.Invoke(observation) ?? Answer(observation, robot);
        }
    }
}
