using Oft.Lab.Cards;
using Oft.Lab.Charts;
using System.Text;

namespace Oft.Lab.Pages;

/// <summary>One self-contained HTML page, readable in light and dark, without a network, in the style of the cards.</summary>
public sealed class Page(string title)
{
    private const string style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:" + Palette.LightInk + ";background:" + Palette.LightPage + "}" +
        "main.oft{font-size:16px}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}main>figure{margin:1rem 0}main svg{max-width:100%;height:auto}" +
        ".pictures{display:flex;flex-wrap:wrap;gap:.6rem}.pictures div{flex:none;text-align:center;font-size:.85rem}.pictures img{display:block;max-width:100%}" +
        "main>table.head tr:first-child th{border-bottom-width:2px}main.oft td{max-width:none}.film{display:flex;flex-wrap:wrap;gap:2px}.film img{image-rendering:pixelated;height:112px;flex:none}" +
        "@media(prefers-color-scheme:dark){body{color:" + Palette.DarkInk + ";background:" + Palette.DarkPage + "}}";

    private readonly StringBuilder body = new();

    /// <summary>A heading.</summary>
    public Page Heading(string text) => Add($"<h2>{Markup.Text(text)}</h2>");

    /// <summary>A paragraph.</summary>
    public Page Paragraph(string text) => Add($"<p>{Markup.Text(text)}</p>");

    /// <summary>Names and values, one row each.</summary>
    public Page Facts(IEnumerable<(string Name, string Value)> facts) =>
        Add($"<table>{string.Concat(facts.Select(fact => $"<tr><th>{Markup.Text(fact.Name)}</th><td>{Markup.Text(fact.Value)}</td></tr>"))}</table>");

    /// <summary>A table with a head; every row has as many cells.</summary>
    public Page Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) =>
        Add($"<table class=\"head\"><tr>{string.Concat(head.Select(cell => $"<th>{Markup.Text(cell)}</th>"))}</tr>{string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{Markup.Text(cell)}</td>"))}</tr>"))}</table>");

    /// <summary>A picture that is SVG already, with its caption.</summary>
    public Page Svg(string svg, string caption) => Add($"<figure>{svg}<figcaption>{Markup.Text(caption)}</figcaption></figure>");

    /// <summary>A figure as a static picture, with its caption: it needs no script.</summary>
    public Page Chart(Figure figure) => Svg(figure.ToSvg(), figure.Caption);

    /// <summary>Anything a cell shows; for a figure Plotly comes with the page.</summary>
    public Page Card(ICard card) => Add(card.ToHtml());

    /// <summary>Frames side by side, each a PNG.</summary>
    public Page Film(IEnumerable<byte[]> frames, string caption) =>
        Add($"<figure><div class=\"film\">{string.Concat(frames.Select((png, i) => $"<img alt=\"frame {i}\" src=\"{Markup.Uri("image/png", png)}\">"))}</div><figcaption>{Markup.Text(caption)}</figcaption></figure>");

    /// <summary>Pictures in their own size, each a PNG with its label, side by side as far as the page is wide.</summary>
    public Page Pictures(IEnumerable<(string Label, byte[] Png)> pictures, string caption) =>
        Add($"<figure><div class=\"pictures\">{string.Concat(pictures.Select(one => $"<div><img alt=\"{Markup.Text(one.Label)}\" src=\"{Markup.Uri("image/png", one.Png)}\">{Markup.Text(one.Label)}</div>"))}</div><figcaption>{Markup.Text(caption)}</figcaption></figure>");

    /// <summary>The whole document.</summary>
    public string ToHtml() =>
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>{Markup.Text(title)}</title><style>{Markup.Style}{style}</style></head><body><main class=\"oft\"><h1>{Markup.Text(title)}</h1>{body}</main>{PlotlyScript.For(body.ToString())}</body></html>\n";

    private Page Add(string html)
    {
        body.Append(html);
        return this;
    }
}
