using System.Diagnostics;
using System.Text.Json.Nodes;
using Oft.Aloha.Wire.Clients;
using Oft.Aloha.Wire.Serving;
using Oft.Contracts;
using Oft.Lab.Suites;

namespace Oft.Lab.Proofs;

/// <summary><c>oft prove hostile-clients</c>: a server among clients that damage, stall, flood and vanish.</summary>
/// <remarks>The size is the number of damaged bodies, and of damaged frames; the other crowds are a fiftieth of it, the 200 parallel clients a fiftieth of 10,000.</remarks>
public sealed class HostileClientsProof : IProof
{
    private const long MemoryBound = 512L << 20;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public string Name => "hostile-clients";

    /// <inheritdoc/>
    public string Claim => "10,000 damaged bodies and as many frames, slow writers, half-open connections, 40 MB bodies and 200 parallel clients neither end a server nor let its memory grow beyond 512 MiB, and a healthy client is served all the while.";

    /// <inheritdoc/>
    public ProofResult Run(ProofContext context)
    {
        var size = (int)(context.Size ?? 10_000);
        var crowd = Math.Max(4, size / 50);
        var seen = Seen(RobotSpec.Libero);
        var patience = TimeSpan.FromSeconds(context.Size is null ? 5 : 1.5);
        var server = PolicyServer.Start(new IdlePolicy(RobotSpec.Libero), RobotSpec.Libero, new ServeSettings { Port = 0, Patience = patience, SlowestBody = 1000, Idle = patience }).GetAwaiter().GetResult();
        var (result, holds, largest) = (new JsonObject(), true, 0L);
        var (before, sinceLook) = (GC.GetTotalMemory(forceFullCollection: true), Stopwatch.StartNew());
        try
        {
            var hostile = new HostileClients(server.Address, seen);
            using var healthy = new ActClient(server.Address, RobotSpec.Libero, new ClientSettings { Budget = TimeSpan.FromSeconds(60) });
            Phase("damaged_bodies", size, 8, hostile.MutatedBody);
            Phase("damaged_frames", size, 8, hostile.MutatedFrame);
            Phase("slow_writers", crowd, crowd, _ => hostile.SlowWriter(TimeSpan.FromMilliseconds(100), 1 + (int)(30 * patience.TotalSeconds)));
            Phase("half_open", crowd, crowd, hostile.HalfOpen);
            Phase("bodies_of_40_MB", Math.Min(10, crowd), 4, i => hostile.Enormous(chunked: i % 2 == 0));
            Phase("parallel_clients", crowd, crowd, async _ => await hostile.Good() is "200" or "503");
            var held = server.BodyBytes;
            holds &= held == 0 && largest - before <= MemoryBound;
            (result["largest_growth_MiB"], result["bound_MiB"], result["body_bytes_held_at_the_end"]) = (Math.Max(0, largest - before) >> 20, MemoryBound >> 20, held);

            void Phase(string name, int count, int together, Func<int, Task<bool>> client)
            {
                context.Say($"{name}: {count}");
                var served = 0;
                using var over = new CancellationTokenSource();
                // The healthy client asks until the phase is over, and once more.
                var serving = Task.Run(() =>
                {
                    do
                    {
                        healthy.Act(seen);
                        served++;
                        if (sinceLook.Elapsed >= BetweenLooks)
                        {
                            largest = Math.Max(largest, GC.GetTotalMemory(forceFullCollection: true));  // what is held, not what waits to be collected
                            sinceLook.Restart();
                        }
                        Thread.Sleep(5);
                    }
                    while (!over.IsCancellationRequested);
                });
                var asExpected = 0;
                Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = together, CancellationToken = context.Cancellation }, async (i, _) =>
                {
                    if (await client(i)) Interlocked.Increment(ref asExpected);
                }).GetAwaiter().GetResult();
                over.Cancel();
                serving.GetAwaiter().GetResult();                                   // a healthy client that was not served ends the proof here
                healthy.Act(seen);
                holds &= asExpected == count && served > 0;
                result[name] = new JsonObject { ["clients"] = count, ["as_expected"] = asExpected, ["healthy_answers"] = served + 1 };
            }
        }
        finally
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
        return new ProofResult(holds, $"{size} damaged bodies", result);
    }

    private static Observation Seen(RobotSpec robot)
    {
        const int side = 16;
        return new Observation([.. robot.Views.Select((view, i) => new CameraImage(view, side, side, Enumerable.Range(0, side * side * 3).Select(x => (byte)(5 * x + 17 * i)).ToArray()))], new double[robot.ProprioWidth], "put the bowl on the plate");
    }
}
