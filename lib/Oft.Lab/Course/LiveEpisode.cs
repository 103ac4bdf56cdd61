using Oft.Contracts;
using Oft.Evaluation.Episodes;
using Oft.Lab.Cards;
using Oft.Lab.Pictures;

namespace Oft.Lab.Course;

/// <summary>An episode that is seen while it happens, and stays as a film.</summary>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed class LiveEpisode : IEpisodeWatcher, ICard
{
    private readonly List<CameraImage> frames = [];
    private readonly string policy;
    private NotebookDisplay? place;
    private (string Sentence, double Rate, int State) world;
    private EpisodeOutcome? outcome;

    /// <summary>Follows one episode of a policy.</summary>
    /// <param name="policy">Its name, for the caption.</param>
    public LiveEpisode(string policy) => this.policy = policy;

    /// <summary>How it went; null before its end.</summary>
    public EpisodeResult? Result { get; internal set; }

    /// <summary>Every step's picture of the first view.</summary>
    public IReadOnlyList<CameraImage> Frames => frames;

    /// <inheritdoc/>
    public void Begin(IWorld world, int initialState, ulong seed)
    {
        frames.Clear();
        (this.world, outcome) = ((world.Sentence, world.Robot.ControlRateHz, initialState), null);
    }

    /// <inheritdoc/>
    public void Step(EpisodeMoment moment)
    {
        frames.Add(moment.Observe().Views[0]);
        if (!moment.Asked) return;
        if (place is null) place = NotebookDisplay.Show(this);
        else place.Update(this);
    }

    /// <inheritdoc/>
    public void End(EpisodeOutcome outcome, Func<Observation>? last)
    {
        if (last is not null) frames.Add(last().Views[0]);
        this.outcome = outcome;
        place?.Update(this);
    }

    /// <inheritdoc/>
    public string ToHtml() => Shown.ToHtml();

    /// <inheritdoc/>
    public string ToText() => Shown.ToText();

    /// <inheritdoc/>
    public override string ToString() => ToText();

    private ICard Shown => frames.Count == 0 ? new Warning("the episode has not begun.")
        : outcome is { } ended ? new Film(frames, world.Rate) { Caption = $"“{world.Sentence}”, {policy}, initial state {world.State}: {ended} after {frames.Count - 1} steps." }
        : new ImageGrid([($"step {frames.Count}", frames[^1])]) { Title = world.Sentence, Width = 252 };
}
