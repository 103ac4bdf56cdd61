using System.Diagnostics;
using System.Text.Json;
using Oft.Lab.Suites;
using Oft.Simulation.Libero;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Benches;

/// <summary>LIBERO's own worlds, one at a time, drawn with all cores: the rows that <c>oft bench worlds</c> shows of them.</summary>
/// <remarks>How many threads draw is a process's choice, and small pictures of many worlds choose otherwise; so these rows have a process to themselves.</remarks>
/// <param name="seconds">Seconds per measurement.</param>
public sealed class LiberoBench(double seconds = 5) : IBench
{
    /// <inheritdoc/>
    public string Name => "libero";

    /// <inheritdoc/>
    public string Question => "How many control steps does one LIBERO world make, beside the Python simulator's and beside MuJoCo's own time?";

    /// <inheritdoc/>
    /// <exception cref="LiberoException">LIBERO's files are not at hand.</exception>
    public IReadOnlyList<BenchFigure> Run(BenchContext context)
    {
        DrawThreads.AskForAllCores();
        var folders = LiberoPlaces.Open();
        context.Say($"{RendererInfo.Detected}, {DrawThreads.Count} threads draw");
        return LiberoFigures.Measure(folders, TimeSpan.FromSeconds(context.Long ? 4 * seconds : seconds), context);
    }

    /// <summary>The figures of this bench, run in another process.</summary>
    /// <param name="program">The <c>oft</c> assembly.</param>
    /// <param name="context">Hears what that process says.</param>
    /// <exception cref="InvalidOperationException">It ended without figures; the message carries what it said.</exception>
    internal static IReadOnlyList<BenchFigure> InItsOwnProcess(string program, BenchContext context)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var child = Process.Start(new ProcessStartInfo("dotnet", [program, "bench", "libero", "--json", file, .. context.Long ? (string[])["--long"] : []]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            using var end = context.Cancellation.Register(child.Kill);
            var (shown, said) = (child.StandardOutput.ReadToEndAsync(), child.StandardError.ReadToEndAsync());
            child.WaitForExit();
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (var line in said.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries)) context.Say(line);
            // A missed bar is exit 1 and has figures all the same.
            if (new FileInfo(file).Length == 0) throw new InvalidOperationException($"oft bench libero ended with {child.ExitCode} and gave no figures: {shown.Result.Trim()} {said.Result.Trim()}");
            using var report = JsonDocument.Parse(File.ReadAllText(file));
            return [.. report.RootElement.GetProperty("figures").EnumerateArray().Select(Figure)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static BenchFigure Figure(JsonElement one) => new(
        one.GetProperty("name").GetString()!,
        one.GetProperty("value").ValueKind == JsonValueKind.Null ? double.NaN : one.GetProperty("value").GetDouble(),
        one.GetProperty("unit").GetString()!,
        one.GetProperty("better").GetString() == "lower" ? Better.Lower : Better.Higher,
        one.GetProperty("bar").ValueKind == JsonValueKind.Null ? null : one.GetProperty("bar").GetDouble());
}
