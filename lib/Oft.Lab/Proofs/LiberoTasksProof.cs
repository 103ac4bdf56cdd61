using System.Text.Json.Nodes;
using Oft.Evaluation.Episodes;
using Oft.Lab.Progress;
using Oft.Lab.Suites;
using Oft.Simulation.Libero;
using Oft.Simulation.Libero.Catalog;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Proofs;

/// <summary>Every task of LIBERO that the user's folders have: composed, settled, stepped.</summary>
/// <param name="given">The folders; null looks where options are not given.</param>
public sealed class LiberoTasksProof(LiberoFolders? given = null) : IProof
{
    // Metres from the stored state after settling: things are stored above what they stand on, and the first step pulls the hand to where
    // the nominal pose has it. The original leaves the hand "within 1 cm", so it is compared in whole centimetres; the metres are recorded.
    private const double MostDrift = 0.25, MostHandDrift = 0.01;
    private const int Steps = 20;

    /// <inheritdoc/>
    public string Name => "libero-tasks";

    /// <inheritdoc/>
    public string Claim => "Every task whose files are at hand composes, settles within a quarter of a metre of its stored state and steps; the others are skipped by name.";

    /// <inheritdoc/>
    /// <remarks>Its unit is tasks a suite, all of them at full size.</remarks>
    public ProofResult Run(ProofContext context)
    {
        var folders = given ?? LiberoPlaces.Open();
        var most = (int)(context.Size ?? int.MaxValue);
        var tasks = LiberoSuites.Names.SelectMany(suite => LiberoSuites.Tasks(suite).Take(most).Select(name => (suite, name))).ToList();
        JsonObject done = [], skipped = [];
        var (failed, number) = (new JsonArray(), 0);
        using var progress = new ProgressLine("LIBERO tasks", tasks.Count);
        foreach (var (suite, name) in tasks)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            progress.Report(++number, name);
            LiberoTask task = LiberoTask.Find(folders, suite, name);
            try
            {
                _ = (task.Scene, task.States);
            }
            catch (LiberoException missing)
            {
                // One line a suite and reason: ninety tasks may miss the same file.
                var reason = missing.Message.Replace(name, "…", StringComparison.Ordinal).Replace(folders.Libero, "LIBERO", StringComparison.Ordinal).Replace(folders.Robosuite, "robosuite", StringComparison.Ordinal);
                skipped[$"{suite}: {reason}"] = (int?)skipped[$"{suite}: {reason}"] + 1 ?? 1;
                continue;
            }
            try
            {
                done[$"{suite}/{name}"] = Try(task);
            }
            catch (Exception broken) when (broken is LiberoException or MuJoCoException)
            {
                failed.Add($"{suite}/{name}: {broken.Message}");
            }
        }
        var holds = failed.Count == 0 && done.Count > 0;
        return new ProofResult(holds, $"{done.Count} tasks", new JsonObject { ["robosuite"] = folders.RobosuiteVersion, ["mujoco"] = MuJoCoLibrary.Version, ["tasks"] = done, ["failed"] = failed, ["skipped"] = skipped });
    }

    private static JsonObject Try(LiberoTask task)
    {
        using var world = task.CreateWorld();
        var stored = Objects(world);
        var hand = world.Senses.GripPosition;
        for (var i = 0; i < EpisodeSettings.Libero.WaitSteps; i++) world.Step(EpisodeSettings.Libero.WaitAction.Span);
        var drift = Objects(world).Zip(stored, Distance).Max();
        var handDrift = Distance(world.Senses.GripPosition, hand);
        if (drift > MostDrift) throw new LiberoException($"a thing moved {drift:0.000} m while settling.");
        if (Math.Round(handDrift, 2) > MostHandDrift) throw new LiberoException($"the hand moved {handDrift:0.0000} m while settling.");
        var chance = new Random(0);
        for (var i = 0; i < Steps; i++) world.Step([.. Enumerable.Range(0, 7).Select(_ => 2 * chance.NextDouble() - 1)]);
        foreach (var number in world.Data.Position)
            if (!double.IsFinite(number)) throw new LiberoException("the simulation came apart while stepping.");
        return new JsonObject { ["drift_m"] = Math.Round(drift, 4), ["hand_drift_m"] = Math.Round(handDrift, 5), ["bodies"] = world.Model.BodyCount, ["positions"] = world.Model.PositionCount };
    }

    private static IReadOnlyList<double[]> Objects(LiberoWorld world) => [.. world.Task.Scene.Things.Where(thing => !thing.IsFixture).Select(thing => world.Senses.PoseOf(thing.Name)[..3])];

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
