namespace Oft.Lab.Cards;

/// <summary>Something a cell shows: as HTML in a browser, as text in a terminal.</summary>
public interface ICard
{
    /// <summary>An HTML fragment that stands alone: style, data and script inside, nothing from a network, readable in light and dark.</summary>
    string ToHtml();

    /// <summary>The same in words and numbers, without markup; it ends without a line break.</summary>
    string ToText();
}
