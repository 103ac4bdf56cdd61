namespace Oft.Lab.Cards;

/// <summary>Something a reader must know before believing what follows.</summary>
/// <param name="Message">What, why, and what to do about it.</param>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed record Warning(string Message) : ICard
{
    /// <inheritdoc/>
    public string ToHtml() => Markup.Card("note oft-warning", $"<span class=\"oft-sign\" aria-hidden=\"true\">⚠</span><div><strong>Warning</strong> {Markup.Text(Message)}</div>", "role=\"note\"");

    /// <inheritdoc/>
    public string ToText() => $"⚠ Warning: {Markup.Clean(Message)}";

    /// <inheritdoc/>
    public override string ToString() => ToText();
}
