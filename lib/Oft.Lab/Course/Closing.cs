using Oft.Lab.Cards;

namespace Oft.Lab.Course;

/// <summary>The end of a notebook: what was seen, in sentences that code made from the numbers, and the time it took.</summary>
/// <param name="Sentences">Each with its numbers in it.</param>
/// <param name="Time">Budget against actual.</param>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed record Closing(IReadOnlyList<string> Sentences, string Time) : ICard
{
    /// <inheritdoc/>
    public string ToHtml() => Markup.Card("closing", $"<div class=\"oft-title\">What was seen</div><ul>{string.Concat(Sentences.Select(sentence => $"<li>{Markup.Text(sentence)}</li>"))}</ul><div class=\"oft-muted\">{Markup.Text(Time)}</div>");

    /// <inheritdoc/>
    public string ToText() => string.Join('\n', Sentences.Select(sentence => "• " + Markup.Clean(sentence)).Append(Markup.Clean(Time)));

    /// <inheritdoc/>
    public override string ToString() => ToText();
}
