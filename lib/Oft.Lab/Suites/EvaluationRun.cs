using Oft.Contracts;
using Oft.Evaluation.Episodes;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Suites;
using Oft.Lab.Reports;

namespace Oft.Lab.Suites;

/// <summary>Carries out an order: runs or continues it, and keeps films and traces beside the ledger.</summary>
public sealed class EvaluationRun(EvaluationOrder order)
{
    /// <summary>Pictures in a film strip, at most.</summary>
    public const int StripLength = 12;

    /// <summary>Called after every episode.</summary>
    public Action<SuiteProgress> Report { get; init; } = _ => { };

    /// <summary>The early stop's comparison; null where none was asked for.</summary>
    public SequentialStop? Stop { get; private set; }

    /// <summary>Runs what is missing and reads the ledger back.</summary>
    /// <exception cref="LedgerException">The folder holds a run under other conditions.</exception>
    public Ledger Run(CancellationToken cancellation = default)
    {
        var plan = order.Plan();
        Stop = order.StopAgainst is { } against ? new SequentialStop([.. plan.Episodes.Where(order.Shard.Has)], against) : null;
        using (var ledger = LedgerWriter.Open(order.LedgerPath, order.Conditions()))
        {
            // Refuses before the first episode what would be refused after the last.
            if (order.StopAgainst is { } earlier && order.Conditions().Differences(earlier.Conditions).Where(difference => difference.Name is "benchmark" or "suite" or "renderer" or "perturbations" || difference.Name.StartsWith("world_files", StringComparison.Ordinal)).ToList() is { Count: > 0 } differences)
                throw new LedgerException($"{earlier.Path} ran in other worlds; {string.Join("; ", differences.Select(difference => difference.Text))}.");
            var runner = new SuiteRunner(order.Suite, order.Settings)
            {
                Worlds = order.Worlds,
                LatencyCap = order.LatencyCap,
                Shard = order.Shard,
                Watch = Watcher,
                Report = Report,
                Enough = record => Stop?.Add(record) ?? false,
            };
            runner.Run(plan, order.Policy.For, ledger, cancellation);
        }
        return Ledger.Read(order.LedgerPath);
    }

    /// <summary>The film strip kept of an episode; null where there is none.</summary>
    public byte[]? Film(EpisodeRecord record)
    {
        var path = PathOf("films", record.Task, record.InitialState, ".png");
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    private FilmRecorder? Watcher(PlannedEpisode episode) =>
        order is { Films: Films.None, Traces: false } ? null : new FilmRecorder(order.Moving && order.Films != Films.None, (film, outcome) => Keep(episode, film, outcome));

    private void Keep(PlannedEpisode episode, FilmRecorder film, EpisodeOutcome outcome)
    {
        if (order.Traces) File.WriteAllText(Made("traces", episode, ".json"), film.TraceJson());
        if (order.Films == Films.None || film.Frames.Count == 0 || (order.Films == Films.Failed && outcome == EpisodeOutcome.Success)) return;
        File.WriteAllBytes(Made("films", episode, ".png"), FilmStrip.Encode(film.Thinned(StripLength)));
        if (film.EveryStep && MovingFilm.IsAvailable) MovingFilm.Write(film.Frames, film.ControlRateHz, Made("films", episode, ".mp4"));
    }

    private string Made(string kind, PlannedEpisode episode, string ending)
    {
        var path = PathOf(kind, episode.Task, episode.InitialState, ending);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private string PathOf(string kind, string task, int initialState, string ending) =>
        Path.Combine(order.Folder, order.Perturbation == "" ? kind : $"{order.Perturbation}-{kind}", $"{new string([.. task.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')])}--{initialState}{ending}");
}
