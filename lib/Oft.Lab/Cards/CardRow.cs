namespace Oft.Lab.Cards;

/// <summary>Cards side by side, below each other where the page is narrow.</summary>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed class CardRow : ICard
{
    private readonly string title;
    private readonly IReadOnlyList<ICard> cards;

    /// <summary>Puts cards beside each other.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public CardRow(params IReadOnlyList<ICard> cards) : this("", cards)
    {
    }

    /// <summary>Puts cards beside each other under a title.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public CardRow(string title, IReadOnlyList<ICard> cards)
    {
        if (cards.Count == 0) throw new ArgumentException("row: expected at least one card, got none.", nameof(cards));
        (this.title, this.cards) = (title, cards);
    }

    /// <inheritdoc/>
    public string ToHtml() => Markup.Card("row", $"{(title == "" ? "" : $"<div class=\"oft-title\">{Markup.Text(title)}</div>")}<div class=\"oft-cells\">{string.Concat(cards.Select(card => $"<div>{card.ToHtml()}</div>"))}</div>");

    /// <inheritdoc/>
    public string ToText() => (title == "" ? "" : Markup.Clean(title) + "\n") + string.Join('\n', cards.Select(card => card.ToText()));

    /// <inheritdoc/>
    public override string ToString() => ToText();
}
