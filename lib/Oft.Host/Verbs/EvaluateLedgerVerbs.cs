using System.CommandLine;
using System.Globalization;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Statistics;
using Oft.Evaluation.Tables;
using Oft.Lab.Reports;
using Oft.Lab.Runs;
using Oft.Lab.Tables;

namespace Oft.Host.Verbs;

/// <summary>What <c>oft evaluate</c> does with ledgers that are there already, and before there are any.</summary>
internal static class EvaluateLedgerVerbs
{
    /// <summary><c>oft evaluate merge SHARD… --out LEDGER</c></summary>
    public static Command Merge()
    {
        var shards = new Argument<string[]>("ledgers") { Description = "Ledgers of all shards of one run.", Arity = ArgumentArity.OneOrMore };
        var path = new Option<string>("--out") { Description = "The joined ledger.", Required = true };
        return Acting(new Command("merge", "Join the ledgers of shards; mixed conditions are refused.") { shards, path }, parsed =>
        {
            var target = parsed.GetValue(path)!;
            var missing = LedgerMerge.Write(parsed.GetValue(shards)!, target);
            var ledger = Ledger.Read(target);
            Console.WriteLine($"{ledger.Records.Count} of {ledger.Planned} episodes: {ledger.Rate?.ToString() ?? "no trial"}{(ledger.Errors > 0 ? $"; {ledger.Errors} errors" : "")}");
            if (missing > 0) Console.WriteLine($"{missing} episodes are missing: run the shards that have not finished, then merge again.");
            return missing == 0 ? 0 : 1;
        });
    }

    /// <summary><c>oft evaluate compare FIRST SECOND</c></summary>
    public static Command Compare()
    {
        var (first, second) = (new Argument<string>("first") { Description = "The run that is judged." }, new Argument<string>("second") { Description = "The run it is judged against." });
        var margin = new Option<double?>("--margin") { Description = "Also test that the first is at most so many points worse." };
        var across = new Option<bool>("--across-worlds") { Description = "Compare although files, renderer, seed or perturbations differ." };
        return Acting(new Command("compare", "Compare two runs episode by episode: McNemar's exact test and, with a margin, Tango's non-inferiority test.") { first, second, margin, across }, parsed =>
        {
            var comparison = LedgerComparison.Between(Ledger.Read(parsed.GetValue(first)!), Ledger.Read(parsed.GetValue(second)!), parsed.GetValue(across));
            foreach (var task in comparison.ByTask)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {100 * task.Outcomes.Difference,6:+0.0;-0.0;0.0}  p {PValue.Text(task.CorrectedPValue),-8} (Holm)  {task.Task}"));
            foreach (var difference in comparison.Differences) Console.WriteLine("differs: " + difference);
            Console.WriteLine(comparison);
            if (parsed.GetValue(margin) is { } points)
            {
                var p = comparison.Outcomes.NonInferiorityPValue(points / 100);
                var shown = p <= 0.05 ? "not inferior: a loss of as much as {0} points is ruled out" : "not shown: a loss of {0} points is still possible";
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{string.Format(CultureInfo.InvariantCulture, shown, points)}, one-sided p {PValue.Text(p)}"));
            }
            return 0;
        });
    }

    /// <summary><c>oft evaluate report LEDGER --out PAGE</c></summary>
    public static Command Report()
    {
        var path = new Argument<string>("ledger");
        var (page, against) = (new Option<string>("--out") { Description = "The page to write.", Required = true }, new Option<string?>("--against") { Description = "Another ledger to compare with." });
        return Acting(new Command("report", "Write the page of a ledger.") { path, page, against }, parsed =>
        {
            var ledger = Ledger.Read(parsed.GetValue(path)!);
            var comparison = parsed.GetValue(against) is { } other ? LedgerComparison.Between(ledger, Ledger.Read(other)) : null;
            File.WriteAllText(parsed.GetValue(page)!, new EvaluationReport(ledger) { Comparison = comparison }.ToHtml());
            return 0;
        });
    }

    /// <summary><c>oft evaluate table NAME</c></summary>
    public static Command Table()
    {
        var name = new Argument<string>("name") { Description = "A file of data-manifests/paper without .json." };
        var (row, column) = (new Option<string?>("--row") { Description = "The policy's row." }, new Option<string?>("--column") { Description = "The suite's column." });
        var ledgerPath = new Option<string?>("--ledger") { Description = "A ledger whose rate goes into that cell." };
        var format = new Option<string>("--format") { Description = "text, markdown, csv, latex or html.", DefaultValueFactory = _ => "text" };
        return Acting(new Command("table", "Show a table of the paper, with a ledger's rate beside the published one.") { name, row, column, ledgerPath, format }, parsed =>
        {
            var table = PaperTable.Read(Path.Combine(Checkout.Root, "data-manifests", "paper", parsed.GetValue(name) + ".json"));
            if (parsed.GetValue(ledgerPath) is { } path)
            {
                var ledger = Ledger.Read(path);
                var rate = ledger.Rate ?? throw new LedgerException($"{path} has no trial yet.");
                table.Measure(parsed.GetValue(row) ?? throw new ArgumentException("--ledger: expected --row and --column beside it."), parsed.GetValue(column) ?? table.Columns[0].Name, Measurement.Of(rate, ledger.Conditions.Benchmark));
            }
            Console.Write(parsed.GetValue(format) switch
            {
                "text" => PaperTableText.ToText(table),
                "markdown" => PaperTableText.ToMarkdown(table),
                "csv" => PaperTableText.ToCsv(table),
                "latex" => PaperTableText.ToLatex(table),
                "html" => new PaperTableCard(table).ToHtml() + "\n",
                var other => throw new ArgumentException($"--format: expected text, markdown, csv, latex or html, got '{other}'."),
            });
            return 0;
        });
    }

    /// <summary><c>oft evaluate plan --detect 1.0</c></summary>
    public static Command Plan()
    {
        var detect = new Option<double>("--detect") { Description = "The difference to see, in points of success.", Required = true };
        var rate = new Option<double>("--rate") { Description = "Success expected of the policy that is compared against, percent.", DefaultValueFactory = _ => 95 };
        var power = new Option<double>("--power") { Description = "How often the difference is to be seen, percent.", DefaultValueFactory = _ => 80 };
        var correlation = new Option<double>("--correlation") { Description = "How strongly success on one initial state goes together, 0 to 1.", DefaultValueFactory = _ => 0.5 };
        return Acting(new Command("plan", "How many episodes it takes to see a difference.") { detect, rate, power, correlation }, parsed =>
        {
            // Worse by so much: at a high rate there is no room above.
            var plan = new EpisodePlan { Rate = parsed.GetValue(rate) / 100, Difference = -parsed.GetValue(detect) / 100, Power = parsed.GetValue(power) / 100, Correlation = parsed.GetValue(correlation) };
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"to see {parsed.GetValue(detect):0.##} points below {parsed.GetValue(rate):0.##} % in {parsed.GetValue(power):0} of 100 runs, at 5 % false alarms:"));
            Console.WriteLine($"  {plan.Paired,7} episodes of each policy on the same initial states (correlation {parsed.GetValue(correlation).ToString("0.##", CultureInfo.InvariantCulture)})");
            Console.WriteLine($"  {plan.Apart,7} episodes of each policy on different ones");
            foreach (var usual in (int[])[50, 500, 2000])
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {usual} paired episodes see it in {100 * plan.ExactPower(usual):0} of 100 runs; a rate over them is known to ±{50 * (new SuccessRate((int)(plan.Rate * usual), usual) is var r ? r.High - r.Low : 0):0.0} points"));
            return 0;
        });
    }

    private static Command Acting(Command command, Func<ParseResult, int> act)
    {
        command.SetAction(parsed => Named.Errors(() => act(parsed)));
        return command;
    }
}
