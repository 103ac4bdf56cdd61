using Oft.Contracts;

namespace Oft.Lab.Verification.Wire;

/// <summary>The model that stood behind the recorded server: a formula over pictures, state and sentence.</summary>
/// <remarks><code>
/// v = (Σ full + 3 Σ first wrist + 7 Σ second + 31 · code points) mod 1000003      chunk[k][j] = state[j] + v · (k + 1) / 1e9
/// </code></remarks>
/// <param name="robot">K and A.</param>
internal sealed class StandInModel(RobotSpec robot) : IPolicy
{
    public const string Raises = "RAISE";

    public ActionChunk Act(Observation observation)
    {
        if (observation.Sentence == Raises) throw new InvalidOperationException("the stand-in model was asked to raise.");
        long[] weights = [1, 3, 7];
        var sum = observation.Views.Select((view, i) => weights[i] * Sum(view.Rgb.Span)).Sum();
        var v = (sum + 31L * observation.Sentence.EnumerateRunes().Count()) % 1_000_003;
        var values = new double[robot.ChunkLength * robot.ActionWidth];
        for (var k = 0; k < robot.ChunkLength; k++)
            for (var j = 0; j < robot.ActionWidth; j++) values[k * robot.ActionWidth + j] = observation.Proprio.Span[j] + v * (k + 1) / 1e9;
        return new ActionChunk(robot.ChunkLength, robot.ActionWidth, values);
    }

    internal static long Sum(ReadOnlySpan<byte> samples)
    {
        var sum = 0L;
        foreach (var sample in samples) sum += sample;
        return sum;
    }
}
