using Oft.Contracts;
using Oft.Evaluation.Episodes;
using Oft.Imaging.Files;

namespace Oft.Lab.Slice;

/// <summary>Keeps every n-th picture of one view, and the last.</summary>
public sealed class FilmWatcher(int every) : IEpisodeWatcher
{
    private readonly List<byte[]> frames = [];

    /// <summary>PNG frames in time order.</summary>
    public IReadOnlyList<byte[]> Frames => frames;

    /// <inheritdoc/>
    public void Begin(IWorld world, int initialState, ulong seed) => frames.Clear();

    /// <inheritdoc/>
    public void Step(EpisodeMoment moment)
    {
        if (moment.Step % every == 0) Keep(moment.Observe());
    }

    /// <inheritdoc/>
    public void End(EpisodeOutcome outcome, Func<Observation>? last)
    {
        if (last is not null) Keep(last());
    }

    private void Keep(Observation observation)
    {
        var image = observation.Views[0];
        frames.Add(Png.Encode(image.Rgb.Span, image.Width, image.Height));
    }
}
