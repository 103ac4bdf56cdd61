using System.CommandLine;
using Oft.Lab.Benches;

namespace Oft.Host.Verbs;

/// <summary><c>oft bench NAME</c>: figures of one run, each beside the bar its question sets.</summary>
public static class BenchVerb
{
    /// <summary>The command over the given benches. Exit 0 where every bar is met, 1 where one is missed.</summary>
    public static Command Create(params IReadOnlyList<IBench> benches)
    {
        var command = new Command("bench", "Measure speed or memory and print ratios within one run.");
        foreach (var bench in benches)
        {
            var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
            var longer = new Option<bool>("--long") { Description = "Take more time than three minutes for steadier figures." };
            var child = new Command(bench.Name, bench.Question) { json, longer };
            child.SetAction((parsed, cancellation) => Task.FromResult(Run(bench, parsed.GetValue(longer), parsed.GetValue(json), cancellation)));
            command.Add(child);
        }
        return command;
    }

    private static int Run(IBench bench, bool longer, FileInfo? json, CancellationToken cancellation)
    {
        Console.WriteLine($"bench {bench.Name}: {bench.Question}");
        var report = new BenchReport(bench.Name, bench.Run(new BenchContext(longer, Console.Error.WriteLine, cancellation)));
        Console.Write(report.ToText());
        if (json is not null) File.WriteAllText(json.FullName, report.ToJson() + "\n");
        return report.Holds ? 0 : 1;
    }
}
