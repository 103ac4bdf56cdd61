using System.Diagnostics;
using Oft.Aloha.Wire.Act;
using Oft.Contracts;

namespace Oft.Aloha.Wire.Serving;

/// <summary>The policy behind a server's routes: asked one question at a time, its chunks checked before they leave.</summary>
/// <param name="policy">Any policy.</param>
/// <param name="robot">What it sees and answers.</param>
/// <param name="thread">Where it acts.</param>
/// <param name="metrics">Where its times go.</param>
internal sealed class ServedPolicy(IPolicy policy, RobotSpec robot, PolicyThread thread, ServeMetrics metrics)
{
    public RobotSpec Robot => robot;

    /// <summary>A chunk, and how long the policy took for it.</summary>
    /// <exception cref="WireException">The chunk has another width or a number that is not finite: it must not leave.</exception>
    public Task<(ActionChunk Chunk, TimeSpan Took)> Act(Observation observation, bool patient, CancellationToken cancellation) => thread.Ask(() =>
    {
        var began = Stopwatch.GetTimestamp();
        var chunk = policy.Act(observation);
        var took = Stopwatch.GetElapsedTime(began);
        metrics.Inference(took);
        if (chunk.Width != robot.ActionWidth) throw new WireException(WireFault.Value, $"policy: expected {robot.ActionWidth} numbers an action for {robot.Name}, got {chunk.Width}.");
        return (ActMessages.Finite(chunk), took);
    }, patient, cancellation);
}
