using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Oft.Evaluation.Ledgers;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Proofs;

/// <summary><c>oft prove ledger</c>: an evaluation that is killed at random moments and continued gives the ledger of an undisturbed one.</summary>
/// <param name="program">The <c>oft</c> assembly, started anew after every kill.</param>
public sealed class LedgerProof(string program) : IProof
{
    private static readonly string[] suites = ["mini_spatial", "mini_object"];

    /// <inheritdoc/>
    public string Name => "ledger";

    /// <inheritdoc/>
    public string Claim => "After kill -9 at random moments a continued evaluation has the same table, line by line, as an undisturbed one: no episode lost, none doubled.";

    /// <inheritdoc/>
    public ProofResult Run(ProofContext context)
    {
        var episodes = (int)(context.Size ?? 1000);
        // A suite has ten tasks; a small size takes fewer of one suite.
        var (each, tasks) = (Math.Max(1, episodes / suites.Length / 10), Math.Min(10, episodes));
        var folder = Directory.CreateTempSubdirectory("oft-prove-ledger-").FullName;
        try
        {
            var (kills, torn, compared, equal) = (0, 0, 0, 0);
            foreach (var suite in suites.Take(episodes < 20 ? 1 : suites.Length))
            {
                context.Say($"{suite}: undisturbed");
                var (calm, stormy) = (Path.Combine(folder, suite, "calm"), Path.Combine(folder, suite, "stormy"));
                var clock = Stopwatch.StartNew();
                Finish(suite, tasks, each, calm, null, context.Cancellation);
                var undisturbed = clock.Elapsed;
                var random = new Random(episodes);
                while (!Finish(suite, tasks, each, stormy, Storm(random, undisturbed, stormy), context.Cancellation))
                {
                    kills++;
                    if (IsTorn(stormy)) torn++;
                    context.Say($"{suite}: {kills} kills, {Lines(stormy)} of {each * tasks + 1} lines");
                }
                var (one, other) = (Timeless(calm), Timeless(stormy));
                compared += one.Count;
                equal += one.Zip(other).Count(pair => pair.First == pair.Second);
                if (one.Count != other.Count) equal = -1;
            }
            return new ProofResult(equal == compared && kills > 0, $"{compared} episodes", new JsonObject { ["episodes"] = compared, ["equal_lines"] = equal, ["kills"] = kills, ["kills_that_tore_a_line"] = torn });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // One in five dies while starting; the others some time after their first own line, so that every storm ends one day.
    private static Func<TimeSpan, bool> Storm(Random random, TimeSpan undisturbed, string folder)
    {
        if (random.Next(5) == 0)
        {
            var early = TimeSpan.FromSeconds(2 * random.NextDouble());
            return elapsed => elapsed > early;
        }
        var (before, rest, seen) = (Lines(folder), TimeSpan.FromSeconds(random.NextDouble() * Math.Max(1, undisturbed.TotalSeconds / 10)), (TimeSpan?)null);
        return elapsed =>
        {
            if (Lines(folder) > Math.Max(1, before)) seen ??= elapsed;
            return elapsed - seen > rest;
        };
    }

    // True where the run came to its end before the storm.
    private bool Finish(string suite, int tasks, int each, string folder, Func<TimeSpan, bool>? storm, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[program, "evaluate", suite, "--policy", "expert", "--episodes", each.ToString(CultureInfo.InvariantCulture), "--view-size", "16", "--films", "none", "--no-report", "--out", folder, .. MiniSuite.Load(suite).Tasks.Take(tasks).SelectMany(task => (string[])["--task", task.Name])]) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var (said, shown) = (child.StandardError.ReadToEndAsync(cancellation), child.StandardOutput.ReadToEndAsync(cancellation));
        using var end = cancellation.Register(child.Kill);
        for (var clock = Stopwatch.StartNew(); !child.WaitForExit(TimeSpan.FromMilliseconds(5));)
        {
            if (storm?.Invoke(clock.Elapsed) != true) continue;
            child.Kill();                                                       // SIGKILL: nothing is flushed, nobody says goodbye
            child.WaitForExit();
            return false;
        }
        cancellation.ThrowIfCancellationRequested();
        if (child.ExitCode != 0) throw new InvalidOperationException($"oft evaluate {suite} ended with {child.ExitCode}: {said.Result.Trim()} {shown.Result.Trim()}");
        return true;
    }

    private static bool IsTorn(string folder)
    {
        var path = Path.Combine(folder, "ledger.jsonl");
        if (!File.Exists(path)) return false;
        var bytes = File.ReadAllBytes(path);
        return bytes.Length > 0 && bytes[^1] != '\n';
    }

    private static int Lines(string folder) => Path.Combine(folder, "ledger.jsonl") is var path && File.Exists(path) ? File.ReadLines(path).Count() : 0;

    private static List<string> Timeless(string folder) => [.. Ledger.Read(Path.Combine(folder, "ledger.jsonl")).Records.Select(record => record.Timeless())];
}
