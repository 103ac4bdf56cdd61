using System.Net;
using System.Text;

namespace Oft.Lab.Pages;

/// <summary>One self-contained HTML page, readable in light and dark, without a network.</summary>
public sealed class Page(string title)
{
    private const string style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}" +
        "h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}figure{margin:1rem 0}figcaption{font-size:.85rem;opacity:.75}" +
        "svg{max-width:100%;height:auto}table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;text-align:left;vertical-align:top}" +
        ".pictures{display:flex;flex-wrap:wrap;gap:.6rem}.pictures div{flex:none;text-align:center;font-size:.85rem}.pictures img{display:block;max-width:100%}" +
        ".film{display:flex;flex-wrap:wrap;gap:2px}.film img{image-rendering:pixelated;height:112px;flex:none}" +
        "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#16181c}}";

    private readonly StringBuilder body = new();

    /// <summary>A heading.</summary>
    public Page Heading(string text) => Add($"<h2>{Text(text)}</h2>");

    /// <summary>A paragraph.</summary>
    public Page Paragraph(string text) => Add($"<p>{Text(text)}</p>");

    /// <summary>Names and values, one row each.</summary>
    public Page Facts(IEnumerable<(string Name, string Value)> facts) =>
        Add($"<table>{string.Concat(facts.Select(fact => $"<tr><th>{Text(fact.Name)}</th><td>{Text(fact.Value)}</td></tr>"))}</table>");

    /// <summary>A table with a head; every row has as many cells.</summary>
    public Page Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) =>
        Add($"<table><tr>{string.Concat(head.Select(cell => $"<th>{Text(cell)}</th>"))}</tr>{string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{Text(cell)}</td>"))}</tr>"))}</table>");

    /// <summary>A picture that is SVG already, with its caption.</summary>
    public Page Svg(string svg, string caption) => Add($"<figure>{svg}<figcaption>{Text(caption)}</figcaption></figure>");

    /// <summary>A chart with its caption.</summary>
    public Page Chart(LineChart chart, string caption) => Add($"<figure>{chart.ToSvg()}<figcaption>{Text(caption)}</figcaption></figure>");

    /// <summary>Frames side by side, each a PNG.</summary>
    public Page Film(IEnumerable<byte[]> frames, string caption) =>
        Add($"<figure><div class=\"film\">{string.Concat(frames.Select((png, i) => $"<img alt=\"frame {i}\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\">"))}</div><figcaption>{Text(caption)}</figcaption></figure>");

    /// <summary>Pictures in their own size, each a PNG with its label, side by side as far as the page is wide.</summary>
    public Page Pictures(IEnumerable<(string Label, byte[] Png)> pictures, string caption) =>
        Add($"<figure><div class=\"pictures\">{string.Concat(pictures.Select(one => $"<div><img alt=\"{Text(one.Label)}\" src=\"data:image/png;base64,{Convert.ToBase64String(one.Png)}\">{Text(one.Label)}</div>"))}</div><figcaption>{Text(caption)}</figcaption></figure>");

    /// <summary>The whole document.</summary>
    public string ToHtml() =>
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>{Text(title)}</title><style>{style}</style></head><body><h1>{Text(title)}</h1>{body}</body></html>\n";

    private Page Add(string html)
    {
        body.Append(html);
        return this;
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
