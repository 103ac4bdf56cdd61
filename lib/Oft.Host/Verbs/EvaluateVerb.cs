using System.CommandLine;
using System.Globalization;
using Oft.Evaluation.Episodes;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Statistics;
using Oft.Evaluation.Suites;
using Oft.Lab.Progress;
using Oft.Lab.Reports;
using Oft.Lab.Runs;
using Oft.Lab.Suites;
using Oft.Lab.Worlds;
using Oft.Simulation.Bimanual;
using Oft.Simulation.Libero;
using Oft.Simulation.Libero.Catalog;
using Oft.Simulation.MiniLibero;

namespace Oft.Host.Verbs;

/// <summary><c>oft evaluate SUITE</c>: runs a policy's episodes into a ledger, continues what was interrupted, writes a report.</summary>
internal static class EvaluateVerb
{
    private static readonly Argument<string?> suite = new("suite") { Arity = ArgumentArity.ZeroOrOne, Description = "A suite: " + string.Join(", ", Suites) + "." };
    private static readonly Option<string> policy = new("--policy") { Description = "expert (looks at the world's state), idle (never moves), a checkpoint's folder, or a server: http://… (/act) or ws://… (openpi).", DefaultValueFactory = _ => "expert" };
    private static readonly Option<string?> convention = new("--convention") { Description = "What a server's numbers mean: world, openvla-libero (gripper 0 closed, 1 open), pi-libero, pi-aloha. Default: world, or openpi's for the robot." };
    private static readonly Option<double> budget = new("--budget") { Description = "Seconds a server may take for one answer.", DefaultValueFactory = _ => 120 };
    private static readonly PolicyArguments arguments = new();
    private static readonly Option<string?> folder = new("--out") { Description = "Takes ledger, films and report; a run in it is continued. Default: out/evaluate/SUITE-POLICY." };
    private static readonly Option<string[]> tasks = new("--task") { Description = "Only this task; may be given several times." };
    private static readonly Option<int?> episodes = new("--episodes") { Description = "Episodes a task. Default: every initial state." };
    private static readonly Option<ulong> seed = new("--seed") { Description = "What the episodes' own seeds are drawn from.", DefaultValueFactory = _ => 7 };
    private static readonly Option<int?> executed = new("--executed") { Description = "Actions of a chunk that are executed before the policy is asked again. Default: 8 in LIBERO, all in mini-LIBERO." };
    private static readonly Option<int?> wait = new("--wait") { Description = "Steps of rest before the policy is asked. Default: 10 in LIBERO, none in mini-LIBERO." };
    private static readonly Option<int?> stepLimit = new("--step-limit") { Description = "Steps after which an episode has failed. Default: the task's own." };
    private static readonly Option<int?> viewSize = new("--view-size") { Description = $"Pixels across and down of each view. Default: {LiberoWorldOptions.Default.ImageWidth} in LIBERO, {MiniWorldOptions.Default.ImageWidth} in mini-LIBERO; mini-ALOHA's are {BimanualOptions.Default.ImageHeight} high and a third wider." };
    private static readonly Option<int> worlds = new("--worlds") { Description = "Worlds side by side, sharing the policy in batches.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> latencyCap = new("--latency-cap") { Description = "Milliseconds a world's question may wait for others.", DefaultValueFactory = _ => 20 };
    private static readonly Option<string?> shard = new("--shard") { Description = "Run part i of n: i/n from 1/n to n/n. Default: this task of Slurm's job array, or all." };
    private static readonly Option<string?> against = new("--against") { Description = "An earlier ledger, for a paired comparison." };
    private static readonly Option<bool> stop = new("--stop-early") { Description = "With --against: end once one of the two is clearly better; peeking costs no error rate." };
    private static readonly Option<bool> robustness = new("--robustness") { Description = "Also run every perturbation axis, for a robustness card." };
    private static readonly Option<string?> perturb = new("--perturb") { Description = "Run under one perturbation: " + string.Join(", ", Perturbation.Axes.Keys) + "." };
    private static readonly Option<bool> smoke = new("--smoke") { Description = "Ten episodes: does the policy work at all? Exit 1 where it does not." };
    private static readonly Option<double> expect = new("--expect") { Description = "With --smoke: the success in percent that the policy should have.", DefaultValueFactory = _ => 90 };
    private static readonly Option<Films> films = new("--films") { Description = "Keep film strips of: none, failed, all.", DefaultValueFactory = _ => Films.Failed };
    private static readonly Option<bool> moving = new("--moving") { Description = "Also keep MP4 films, where ffmpeg is installed." };
    private static readonly Option<bool> traces = new("--traces") { Description = "Also keep every action." };
    private static readonly LiberoOptions places = new();
    private static readonly Option<bool> noReport = new("--no-report") { Description = "Write no report.html." };

    /// <summary>The command with <c>merge</c>, <c>compare</c>, <c>plan</c>, <c>report</c> and <c>table</c> below it.</summary>
    public static Command Create()
    {
        var command = new Command("evaluate", "Run a policy's episodes into a ledger; continue, merge, compare and plan such runs.")
        {
            suite, policy, convention, budget, folder, tasks, episodes, seed, executed, wait, stepLimit, viewSize, worlds, latencyCap, shard, against, stop, robustness, perturb, smoke, expect, films, moving, traces, noReport, places.Libero, places.Robosuite,
            EvaluateLedgerVerbs.Merge(), EvaluateLedgerVerbs.Compare(), EvaluateLedgerVerbs.Report(), EvaluateLedgerVerbs.Table(), EvaluateLedgerVerbs.Plan(),
        };
        arguments.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Named.Errors(() => Run(parsed, cancellation))));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var order = Order(parsed);
        var earlier = parsed.GetValue(against) is { } path ? Ledger.Read(path) : null;
        if (parsed.GetValue(stop)) order = order with { StopAgainst = earlier ?? throw new ArgumentException("--stop-early: expected --against LEDGER beside it.") };
        var (run, ledger) = Carry(order, cancellation);
        Console.WriteLine(Line(ledger));
        if (run.Stop is { Comparison: { Decided: true } decided })
            Console.WriteLine($"ended early after {decided.Pairs} pairs: {(decided.Better > 0 ? "better" : "worse")} than {earlier!.Conditions.Policy}, p {PValue.Text(decided.PValue)}, valid under peeking");
        var comparison = earlier is null ? null : LedgerComparison.Between(ledger, earlier);
        if (comparison is not null) Console.WriteLine(comparison);
        var card = parsed.GetValue(robustness) ? Perturbation.Axes.Keys.Select(axis => (axis, Perturbed(parsed, order, axis, cancellation))).ToList() : [];
        if (!parsed.GetValue(noReport))
        {
            var page = Path.Combine(order.Folder, order.Shard.Count > 1 ? $"report-{order.Shard.Number}-of-{order.Shard.Count}.html" : "report.html");
            File.WriteAllText(page, new EvaluationReport(ledger) { Comparison = comparison, Robustness = card, Film = run.Film }.ToHtml());
            Console.WriteLine($"report: {Path.GetRelativePath(Environment.CurrentDirectory, page)}");
        }
        if (!parsed.GetValue(smoke)) return 0;
        if (ledger.Rate is not { } rate) throw new LedgerException("smoke evaluation: every episode broke; see the errors in the ledger.");
        Console.WriteLine(SmokeEvaluation.Sentence(rate, parsed.GetValue(expect) / 100));
        return SmokeEvaluation.IsBroken(rate, parsed.GetValue(expect) / 100) ? 1 : 0;
    }

    private static EvaluationOrder Order(ParseResult parsed)
    {
        var name = parsed.GetValue(suite) ?? throw new ArgumentException($"evaluate: expected a suite; there are: {string.Join(", ", Suites)}.");
        var axis = parsed.GetValue(perturb) ?? "";
        var chosen = parsed.GetValue(policy)!;
        var smoked = parsed.GetValue(smoke);
        if (!MiniSuite.Names.Contains(name) && parsed.GetValue(robustness)) throw new ArgumentException($"--robustness: perturbations are mini-LIBERO's; {name} has none.");
        return new EvaluationOrder
        {
            Suite = Opened(parsed, axis),
            Policy = PolicyChoice.Open(chosen, arguments.Of(parsed), parsed.GetValue(convention), TimeSpan.FromSeconds(parsed.GetValue(budget)), arguments.Token(parsed)),
            Folder = Path.GetFullPath(parsed.GetValue(folder) ?? Path.Combine("out", "evaluate", $"{name}-{FileName(chosen)}{(smoked ? "-smoke" : "")}")),
            Kit = Checkout.Commit,
            Settings = Settings(parsed, name),
            Tasks = parsed.GetValue(tasks) is { Length: > 0 } named ? named : null,
            InitialStates = parsed.GetValue(episodes),
            Seed = parsed.GetValue(seed),
            Worlds = parsed.GetValue(worlds),
            LatencyCap = TimeSpan.FromMilliseconds(parsed.GetValue(latencyCap)),
            Shard = parsed.GetValue(shard) is { } part ? Shard.Parse(part) : Shard.OfSlurm(Environment.GetEnvironmentVariable) ?? Shard.Whole,
            Smoke = smoked,
            Perturbation = axis,
            Films = parsed.GetValue(films),
            Moving = parsed.GetValue(moving),
            Traces = parsed.GetValue(traces),
        };
    }

    // A folder by its last name, an address by its letters and digits.
    private static string FileName(string chosen) => new([.. (Directory.Exists(chosen) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(chosen))) : chosen).Select(x => char.IsAsciiLetterOrDigit(x) || x is '-' or '.' ? x : '_')]);

    private static IReadOnlyList<string> Suites => [.. Teachers.Suites, .. LiberoSuites.Names];

    private static bool IsLibero(string name) => LiberoSuites.Names.Contains(name);

    private static ISuite Opened(ParseResult parsed, string axis)
    {
        var name = parsed.GetValue(suite)!;
        var size = parsed.GetValue(viewSize);
        if (IsLibero(name))
            return axis == "" ? new LiberoSuite(places.Folders(parsed), name, size is { } side ? new LiberoWorldOptions { ImageWidth = side, ImageHeight = side } : null)
                : throw new ArgumentException("--perturb: perturbations are mini-LIBERO's; LIBERO's worlds are what their files say.");
        if (Teachers.IsBimanual(name))
            return axis == "" ? HouseSuites.Open(name, size) : throw new ArgumentException("--perturb: perturbations are mini-LIBERO's.");
        return new MiniLiberoSuite(name, new MiniWorldOptions
        {
            ImageWidth = size ?? MiniWorldOptions.Default.ImageWidth,
            ImageHeight = size ?? MiniWorldOptions.Default.ImageHeight,
            Perturbation = axis == "" ? Perturbation.None : Perturbation.Axes.TryGetValue(axis, out var known) ? known : throw new ArgumentException($"--perturb: there is no '{axis}'; there are: {string.Join(", ", Perturbation.Axes.Keys)}."),
        });
    }

    // LIBERO is evaluated as the reference does it. A scripted policy speaks the world's own gripper language, a checkpoint its training set's.
    private static EpisodeSettings Settings(ParseResult parsed, string name)
    {
        var settings = IsLibero(name) ? EpisodeSettings.Libero : EpisodeSettings.Plain;
        // openpi's servers speak it too, and re-plan after five actions; a convention says itself what the numbers mean.
        var openPi = parsed.GetValue(policy)!.StartsWith("ws", StringComparison.Ordinal) && parsed.GetValue(policy)!.Contains("://", StringComparison.Ordinal);
        if (openPi || parsed.GetValue(convention) is not null || PolicyChoice.Scripted.ContainsKey(parsed.GetValue(policy)!)) settings = settings with { Gripper = GripperRule.AsIs };
        if (openPi && IsLibero(name)) settings = settings with { Executed = 5 };
        return settings with { Executed = parsed.GetValue(executed) ?? settings.Executed, WaitSteps = parsed.GetValue(wait) ?? settings.WaitSteps, StepLimit = parsed.GetValue(stepLimit) };
    }

    private static Ledger Perturbed(ParseResult parsed, EvaluationOrder plain, string axis, CancellationToken cancellation)
    {
        var (_, ledger) = Carry(plain with { Suite = Opened(parsed, axis), Perturbation = axis, StopAgainst = null }, cancellation);
        Console.WriteLine($"{axis}: {Line(ledger)}");
        return ledger;
    }

    private static (EvaluationRun Run, Ledger Ledger) Carry(EvaluationOrder order, CancellationToken cancellation)
    {
        ProgressLine? line = null;
        var before = 0;
        var run = new EvaluationRun(order)
        {
            Report = progress =>
            {
                if (progress.Last is null)
                {
                    before = progress.Done;
                    if (before > 0) Console.Error.WriteLine($"continuing {order.LedgerPath}: {before} of {progress.Total} episodes are there");
                }
                if (progress.Done == before) return;
                line ??= new ProgressLine($"{order.Suite.Name} {order.Policy.Name}{(order.Perturbation == "" ? "" : " " + order.Perturbation)}", progress.Total - before);
                line.Report(progress.Done - before, $"{progress.Rate?.ToString() ?? "no trial yet"}{(progress.Errors > 0 ? $", {progress.Errors} errors" : "")}");
            },
        };
        try
        {
            return (run, run.Run(cancellation));
        }
        finally
        {
            line?.Dispose();
        }
    }

    private static string Line(Ledger ledger) =>
        $"{ledger.Conditions.Policy} on {ledger.Conditions.Benchmark}, {ledger.Conditions.Suite}: {ledger.Rate?.ToString() ?? "no trial"}{(ledger.Score is { } points ? string.Create(CultureInfo.InvariantCulture, $", {points:0.0} of 100 points") : "")}{(ledger.Errors > 0 ? $"; {ledger.Errors} errors" : "")}; {Path.GetRelativePath(Environment.CurrentDirectory, ledger.Path)}";
}
