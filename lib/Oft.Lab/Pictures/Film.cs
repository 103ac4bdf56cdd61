using System.Text.Json;
using Oft.Contracts;
using Oft.Imaging.Files;
using Oft.Lab.Cards;
using Oft.Lab.Reports;

namespace Oft.Lab.Pictures;

/// <summary>A film of an episode: it plays, stops and is drawn to any moment; a viewer without scripts sees a strip of its frames.</summary>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed class Film : ICard
{
    private const int mostFrames = 400, stripLength = 8;
    private readonly IReadOnlyList<CameraImage> frames;
    private readonly int every;

    /// <summary>A film of pictures.</summary>
    /// <param name="frames">Of one size, in time order.</param>
    /// <param name="framesPerSecond">Pictures a second of the robot's time.</param>
    /// <exception cref="ArgumentException">No picture, or pictures of different sizes.</exception>
    public Film(IReadOnlyList<CameraImage> frames, double framesPerSecond)
    {
        if (frames.Count == 0 || frames.Any(frame => (frame.Width, frame.Height) != (frames[0].Width, frames[0].Height)))
            throw new ArgumentException($"film: expected pictures of one size, got {frames.Count} of {string.Join(", ", frames.Select(frame => $"{frame.Width}x{frame.Height}").Distinct().Take(4))}.", nameof(frames));
        if (!(framesPerSecond > 0 && double.IsFinite(framesPerSecond))) throw new ArgumentOutOfRangeException(nameof(framesPerSecond), $"film: expected a positive rate, got {framesPerSecond}.");
        every = (frames.Count + mostFrames - 1) / mostFrames;
        this.frames = [.. frames.Where((_, i) => i % every == 0)];
        FramesPerSecond = framesPerSecond / every;
    }

    /// <summary>Pictures a second, as they are kept.</summary>
    public double FramesPerSecond { get; }

    /// <summary>Below the film; empty for none.</summary>
    public string Caption { get; init; } = "";

    /// <summary>Pixels across on the page.</summary>
    public int Width { get; init; } = 252;

    /// <summary>One view of an episode.</summary>
    /// <param name="episode">Any.</param>
    /// <param name="view">Which of its views.</param>
    public static Film Of(Episode episode, int view = 0) => new([.. episode.Steps.Select(step => step.Observation.Views[view])], episode.Robot.ControlRateHz)
    {
        Caption = $"“{(episode.Steps.Count > 0 ? episode.Steps[0].Observation.Sentence : "")}”: {episode.Outcome} after {episode.Steps.Count} steps, {episode.Robot.Views[view]}, seed {episode.Seed}.",
    };

    /// <inheritdoc/>
    public string ToHtml()
    {
        var pictures = frames.Select(frame => Convert.ToBase64String(Jpeg.Encode(frame.Rgb.Span, frame.Width, frame.Height))).ToList();
        var strip = FilmStrip.Encode([.. Enumerable.Range(0, Math.Min(stripLength, frames.Count)).Select(i => frames[(int)((long)i * (frames.Count - 1) / Math.Max(1, Math.Min(stripLength, frames.Count) - 1))])]);
        var caption = FullCaption == "" ? "" : $"<figcaption>{Markup.Text(FullCaption)}</figcaption>";
        var data = FormattableString.Invariant($"data-fps=\"{FramesPerSecond:0.###}\" data-width=\"{frames[0].Width}\" data-height=\"{frames[0].Height}\" data-shown=\"{Width}\" data-frames='{JsonSerializer.Serialize(pictures)}'");
        return Markup.Card("film", $"<figure><img class=\"oft-still oft-pixels\" alt=\"{Markup.Text(ToText())}\" src=\"{Markup.Uri("image/png", strip)}\"><div class=\"oft-player\"></div>{caption}</figure>", data) + Markup.Script("film.js");
    }

    /// <inheritdoc/>
    public string ToText() => FormattableString.Invariant($"film: {frames.Count} frames of {frames[0].Width}x{frames[0].Height}, {frames.Count / FramesPerSecond:0.0} s. {Markup.Clean(FullCaption)}").TrimEnd();

    /// <inheritdoc/>
    public override string ToString() => ToText();

    private string FullCaption => every == 1 ? Caption : $"{Caption} One frame of every {every}.".TrimStart();
}
