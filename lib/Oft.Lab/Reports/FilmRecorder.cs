using System.Text.Json;
using Oft.Contracts;
using Oft.Evaluation.Episodes;

namespace Oft.Lab.Reports;

/// <summary>Keeps what an episode looked like: a picture whenever the policy was asked, and every action on request.</summary>
/// <remarks>The pictures are those the policy was shown, so an episode costs no rendering of its own.</remarks>
public sealed class FilmRecorder : IEpisodeWatcher
{
    private readonly Action<FilmRecorder, EpisodeOutcome> keep;
    private readonly List<CameraImage> frames = [];
    private readonly List<double[]> actions = [];
    private readonly List<bool> asked = [];

    /// <summary>Follows one episode.</summary>
    /// <param name="everyStep">Takes a picture at every step, for a moving film; it costs the rendering of each.</param>
    /// <param name="keep">Called when the episode has ended.</param>
    public FilmRecorder(bool everyStep, Action<FilmRecorder, EpisodeOutcome> keep) => (EveryStep, this.keep) = (everyStep, keep);

    /// <summary>True where a picture is taken at every step.</summary>
    public bool EveryStep { get; }

    /// <summary>The first view in time order.</summary>
    public IReadOnlyList<CameraImage> Frames => frames;

    /// <summary>What the policy was told.</summary>
    public string Sentence { get; private set; } = "";

    /// <summary>Actions per second.</summary>
    public double ControlRateHz { get; private set; }

    /// <inheritdoc/>
    public void Begin(IWorld world, int initialState, ulong seed)
    {
        frames.Clear();
        actions.Clear();
        asked.Clear();
        (Sentence, ControlRateHz) = (world.Sentence, world.Robot.ControlRateHz);
    }

    /// <inheritdoc/>
    public void Step(EpisodeMoment moment)
    {
        actions.Add(moment.Action.ToArray());
        asked.Add(moment.Asked);
        if (EveryStep || moment.Asked) frames.Add(moment.Observe().Views[0]);
    }

    /// <inheritdoc/>
    public void End(EpisodeOutcome outcome, Func<Observation>? last)
    {
        if (last is not null) frames.Add(last().Views[0]);
        keep(this, outcome);
    }

    /// <summary>At most so many pictures, evenly over the episode, first and last with them.</summary>
    public IReadOnlyList<CameraImage> Thinned(int most) =>
        frames.Count <= most ? frames : [.. Enumerable.Range(0, most).Select(i => frames[(int)Math.Round(i * (frames.Count - 1.0) / (most - 1))])];

    /// <summary><c>{"sentence", "control_rate_hz", "asked": [step …], "actions": [[A] …]}</c></summary>
    public string TraceJson() => JsonSerializer.Serialize(new
    {
        sentence = Sentence,
        control_rate_hz = ControlRateHz,
        asked = Enumerable.Range(0, asked.Count).Where(step => asked[step]),
        actions,
    });
}
