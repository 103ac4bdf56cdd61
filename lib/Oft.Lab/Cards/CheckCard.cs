namespace Oft.Lab.Cards;

/// <summary>A check that holds.</summary>
/// <param name="Claim">The sentence that is true.</param>
/// <param name="Found">The number behind it; empty where there is none.</param>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed record CheckCard(string Claim, string Found = "") : ICard
{
    /// <inheritdoc/>
    public string ToHtml() => Markup.Card("note oft-check", $"<span class=\"oft-sign\" aria-hidden=\"true\">✔</span><div><strong>{Markup.Text(Claim)}</strong>{(Found == "" ? "" : $" <span class=\"oft-muted\">{Markup.Text(Found)}</span>")}</div>", "role=\"note\"");

    /// <inheritdoc/>
    public string ToText() => $"✔ {Markup.Clean(Claim)}{(Found == "" ? "" : $" ({Markup.Clean(Found)})")}";

    /// <inheritdoc/>
    public override string ToString() => ToText();
}
