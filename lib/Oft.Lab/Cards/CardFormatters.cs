namespace Oft.Lab.Cards;

/// <summary>Makes the formatters of every card; notebook hosts find it through <see cref="TypeFormatterSourceAttribute"/>.</summary>
public sealed class CardFormatters
{
    /// <summary>What browsers take.</summary>
    public const string Html = "text/html";

    /// <summary>What terminals take.</summary>
    public const string Plain = "text/plain";

    /// <summary>One formatter a MIME type, each with <c>MimeType</c> and <c>Format(object, TextWriter)</c>.</summary>
    public IEnumerable<object> CreateTypeFormatters() => [new CardFormatter(Html, card => card.ToHtml()), new CardFormatter(Plain, card => card.ToText())];
}
