using System.Globalization;
using Oft.Lab.Cards;

namespace Oft.Lab.Progress;

/// <summary>How far long work is: a bar while it goes on, one line when it has ended.</summary>
/// <param name="Work">What is being done, one or two words.</param>
/// <param name="Done">Pieces finished.</param>
/// <param name="Total">Pieces in all.</param>
/// <param name="Elapsed">Since it began.</param>
/// <param name="Detail">What else is worth seeing: a loss, a rate.</param>
/// <param name="Ended">Nothing more will come.</param>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed record ProgressState(string Work, long Done, long Total, TimeSpan Elapsed, string Detail = "", bool Ended = false) : ICard
{
    private const int barWidth = 24;

    /// <summary>Pieces that an earlier call had finished; the time left counts only what was done since.</summary>
    public long From { get; init; }

    private string When => Done >= Total ? $"took {Clock(Elapsed)}" : Ended ? $"stopped after {Clock(Elapsed)}" : Done > From ? $"{Clock(Elapsed * ((double)(Total - Done) / (Done - From)))} left" : "";

    /// <summary><c>train [██████░░░░░░░░░░░░░░░░░░] 100/400  3:00 left  loss 0.5</c></summary>
    public string ToBar()
    {
        var full = (int)(barWidth * Math.Clamp((double)Done / Total, 0, 1));
        return Line($"[{new string('█', full)}{new string('░', barWidth - full)}] ");
    }

    /// <inheritdoc/>
    public string ToHtml() => Ended || Done >= Total
        ? Markup.Card("progress", $"<span class=\"oft-muted\">{Markup.Text(ToText())}</span>")
        : Markup.Card("progress", $"{Markup.Text(Work)} <progress max=\"{Total}\" value=\"{Done}\"></progress> {Done}/{Total} <span class=\"oft-muted\">{Markup.Text($"{When}  {Detail}".Trim())}</span>");

    /// <inheritdoc/>
    public string ToText() => Line("");

    /// <inheritdoc/>
    public override string ToString() => ToText();

    private string Line(string bar) => Markup.Clean(string.Create(CultureInfo.InvariantCulture, $"{Work} {bar}{Done}/{Total}  {When}  {Detail}").TrimEnd());

    private static string Clock(TimeSpan span) => span.TotalHours >= 1 ? span.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : span.ToString(@"m\:ss", CultureInfo.InvariantCulture);
}
