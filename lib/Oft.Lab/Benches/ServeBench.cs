using System.Diagnostics;
using Oft.Aloha.Wire.Clients;
using Oft.Aloha.Wire.OpenPi;
using Oft.Aloha.Wire.Serving;
using Oft.Contracts;
using Oft.Evaluation.Latency;

namespace Oft.Lab.Benches;

/// <summary>What the wire adds to a policy at the ALOHA size, over loopback.</summary>
/// <remarks>
/// Each round calls the same policy directly and over the wire; their difference is what the wire added. The policy answers at once, so
/// nothing else is in the numbers: writing and reading three pictures of 224x224 as base64, a connection of its own, and 25 actions back.
/// </remarks>
public sealed class ServeBench : IBench
{
    private const int WarmUp = 300;                         // calls until the runtime has compiled what is hot a second time

    /// <inheritdoc/>
    public string Name => "serve";

    /// <inheritdoc/>
    public string Question => "How much time do /act and openpi's WebSocket add to the direct call, with three 224x224 pictures and 25 actions of 14 numbers?";

    /// <inheritdoc/>
    public IReadOnlyList<BenchFigure> Run(BenchContext context)
    {
        var robot = RobotSpec.Aloha;
        var policy = new AtOnce(robot);
        var observation = Seen(robot);
        var server = PolicyServer.Start(policy, robot, new ServeSettings { Port = 0 }).GetAwaiter().GetResult();
        try
        {
            using var act = new ActClient(server.Address, robot);
            using var openPi = new OpenPiClient(new UriBuilder(server.Address) { Scheme = "ws" }.Uri, robot);
            var rounds = context.Long ? 5000 : 1000;
            var (overAct, overOpenPi) = (Added(policy, act, observation, rounds, context), Added(policy, openPi, observation, rounds, context));
            return
            [
                new("added by /act, p99", 1e3 * overAct.P99, "ms", Better.Lower, 5),
                new("added by /act, p50", 1e3 * overAct.P50, "ms", Better.Lower),
                new("added by openpi, p99", 1e3 * overOpenPi.P99, "ms", Better.Lower),
                new("added by openpi, p50", 1e3 * overOpenPi.P50, "ms", Better.Lower),
            ];
        }
        finally
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static LatencySummary Added(IPolicy direct, IPolicy wire, Observation observation, int rounds, BenchContext context)
    {
        var added = new double[rounds];
        for (var round = -WarmUp; round < rounds; round++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var here = Seconds(direct, observation);
            var there = Seconds(wire, observation);
            if (round >= 0) added[round] = Math.Max(0, there - here);
        }
        var summary = new LatencySummary(added, $"{wire.GetType().Name}: from the observation to the chunk, less the direct call", RobotSpec.Aloha.ChunkLength);
        context.Say(summary.ToString());
        return summary;
    }

    private static double Seconds(IPolicy policy, Observation observation)
    {
        var began = Stopwatch.GetTimestamp();
        policy.Act(observation);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static Observation Seen(RobotSpec robot)
    {
        var random = new Random(0);
        return new Observation([.. robot.Views.Select(view =>
        {
            var rgb = new byte[OpenPiConvention.Aloha.Side * OpenPiConvention.Aloha.Side * 3];
            random.NextBytes(rgb);
            return new CameraImage(view, OpenPiConvention.Aloha.Side, OpenPiConvention.Aloha.Side, rgb);
        })], new double[robot.ProprioWidth], "put the green pepper into the pot");
    }

    private sealed class AtOnce(RobotSpec robot) : IPolicy
    {
        private readonly ActionChunk chunk = new(robot.ChunkLength, robot.ActionWidth, new double[robot.ChunkLength * robot.ActionWidth]);

        public ActionChunk Act(Observation observation) => chunk;
    }
}
