using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Oft.Evaluation.Ledgers;

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
        var each = Math.Max(1, episodes / suites.Length / 10);                  // ten tasks a suite
        var folder = Directory.CreateTempSubdirectory("oft-prove-ledger-").FullName;
        try
        {
            var (kills, torn, compared, equal) = (0, 0, 0, 0);
            foreach (var suite in suites)
            {
                context.Say($"{suite}: undisturbed");
                var (calm, stormy) = (Path.Combine(folder, suite, "calm"), Path.Combine(folder, suite, "stormy"));
                var clock = Stopwatch.StartNew();
                Finish(suite, each, calm, null, context.Cancellation);
                var undisturbed = clock.Elapsed;
                var random = new Random(episodes);
                while (!Finish(suite, each, stormy, Moment(random, undisturbed), context.Cancellation))
                {
                    kills++;
                    if (IsTorn(stormy)) torn++;
                    context.Say($"{suite}: {kills} kills, {Lines(stormy)} of {each * 10 + 1} lines");
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

    // Some die while starting, most somewhere in their episodes; every sitting has time for a part of the run.
    private static TimeSpan Moment(Random random, TimeSpan undisturbed) => TimeSpan.FromSeconds(0.3 + random.NextDouble() * Math.Max(3, undisturbed.TotalSeconds / 8));

    // True where the run came to its end before the moment.
    private bool Finish(string suite, int each, string folder, TimeSpan? moment, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Started by the dotnet host, the program is its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) != "dotnet") start.FileName = "dotnet";
        foreach (var argument in (string[])[program, "evaluate", suite, "--policy", "expert", "--episodes", each.ToString(CultureInfo.InvariantCulture), "--view-size", "16", "--films", "none", "--no-report", "--out", folder]) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var (said, shown) = (child.StandardError.ReadToEndAsync(cancellation), child.StandardOutput.ReadToEndAsync(cancellation));
        using var end = cancellation.Register(child.Kill);
        if (!child.WaitForExit(moment is { } limit ? limit : Timeout.InfiniteTimeSpan))
        {
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
