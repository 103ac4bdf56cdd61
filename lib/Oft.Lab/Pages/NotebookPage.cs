using System.Net;
using System.Text;
using Oft.Lab.Cards;
using Oft.Lab.Charts;

namespace Oft.Lab.Pages;

/// <summary>An executed notebook as one page that opens without a network: prose, code with its number, what the cells showed.</summary>
public sealed class NotebookPage(string title)
{
    private const string style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}" +
        ".cell{display:grid;grid-template-columns:3.2rem minmax(0,1fr);gap:0 .6rem;margin:.7rem 0}.cell>.n{grid-column:1;grid-row:1;text-align:right;opacity:.7;font:.8rem ui-monospace,monospace;padding-top:.55rem}" +
        ".cell>*{grid-column:2}.cell pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font:.85rem/1.45 ui-monospace,monospace}" +
        ".code{border:1px solid #8885;border-radius:4px;padding:.45rem .6rem;background:#8881}.out{overflow-x:auto;padding:.35rem .1rem}.stderr{border-left:3px solid #b8860b;padding-left:.6rem}" +
        ".prose{margin:.7rem 0}.prose img,.out img{max-width:100%}table{border-collapse:collapse}td,th{border-bottom:1px solid #8884;padding:.25rem .8rem .25rem 0;text-align:left;vertical-align:top}" +
        ".prose code{font-size:.9em;background:#8882;border-radius:3px;padding:0 .2em}.prose pre{overflow-x:auto}.prose pre code{background:none}nav{font-size:.85rem}a{color:inherit}.raw{opacity:.7}" +
        "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#16181c}}";

    private readonly StringBuilder body = new();

    /// <summary>Markdown.</summary>
    /// <param name="markdown">Its text.</param>
    /// <param name="attachments">Pictures it names as <c>attachment:NAME</c>: MIME type and base64.</param>
    public void Prose(string markdown, IReadOnlyDictionary<string, (string Mime, string Base64)>? attachments = null)
    {
        var html = Pages.Prose.ToHtml(markdown);
        foreach (var (name, (mime, base64)) in attachments ?? new Dictionary<string, (string, string)>())
            html = html.Replace($"\"attachment:{WebUtility.HtmlEncode(Uri.EscapeDataString(name))}\"", $"\"data:{Text(mime)};base64,{Text(base64)}\"").Replace($"\"attachment:{WebUtility.HtmlEncode(name)}\"", $"\"data:{Text(mime)};base64,{Text(base64)}\"");
        body.Append($"<div class=\"prose\">{html}</div>\n");
    }

    /// <summary>Text that is neither run nor rendered.</summary>
    public void Raw(string text) => body.Append($"<div class=\"cell raw\"><pre>{Text(text)}</pre></div>\n");

    /// <summary>Begins a cell of code; what it showed follows.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="count">The number in the brackets, null where it did not run.</param>
    public void Code(string source, int? count) => body.Append($"<div class=\"cell\"><div class=\"n\">[{count?.ToString() ?? " "}]</div><pre class=\"code\"><code>{Text(source)}</code></pre>");

    /// <summary>Text of a stream.</summary>
    public void Stream(string name, string text) => body.Append($"<pre class=\"out {(name == "stderr" ? "stderr" : "stdout")}\">{Text(Overwritten(text).Trim('\n'))}</pre>");

    /// <summary>Plain text.</summary>
    public void Plain(string text) => body.Append($"<pre class=\"out\">{Text(text)}</pre>");

    /// <summary>HTML as a formatter wrote it.</summary>
    public void Html(string html) => body.Append($"<div class=\"out\">{html}</div>");

    /// <summary>Markdown a cell shows.</summary>
    public void Markdown(string markdown) => body.Append($"<div class=\"out prose\">{Pages.Prose.ToHtml(markdown)}</div>");

    /// <summary>A picture in base64.</summary>
    public void Picture(string mime, string base64) => body.Append($"<div class=\"out\"><img alt=\"picture\" src=\"data:{Text(mime)};base64,{Text(base64.ReplaceLineEndings(""))}\"></div>");

    /// <summary>An SVG picture; as an image, so that its scripts and styles stay inside.</summary>
    public void Svg(string svg) => Picture("image/svg+xml", Convert.ToBase64String(Encoding.UTF8.GetBytes(svg)));

    /// <summary>Why a cell failed.</summary>
    /// <param name="error">What a reader needs.</param>
    /// <param name="lines">The way it took, for those who want it.</param>
    public void Error(ErrorCard error, IEnumerable<string> lines) =>
        body.Append($"<div class=\"out\">{error.ToHtml()}<details open><summary>the way it took</summary><pre>{Text(string.Join('\n', lines))}</pre></details></div>");

    /// <summary>Ends a cell.</summary>
    public void EndCell() => body.Append("</div>\n");

    /// <summary>The document.</summary>
    /// <param name="index">Address of the page that lists its neighbours, null where there is none.</param>
    public string ToHtml(string? index = null) => Document(title, (index is null ? "" : $"<nav><a href=\"{Text(index)}\">all notebooks</a></nav>\n") + body);

    /// <summary>The page that lists executed notebooks.</summary>
    /// <param name="rows">Address of the page; title, outcome and time, the title being the link.</param>
    public static string Index(IEnumerable<(string Address, IReadOnlyList<string> Cells)> rows) =>
        Document("Notebooks", $"<h1>Notebooks</h1><table><tr><th>notebook</th><th>outcome</th><th>time</th></tr>{string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Cells.Select((cell, i) => $"<td>{(i == 0 ? $"<a href=\"{Text(row.Address)}\">{Text(cell)}</a>" : Text(cell))}</td>"))}</tr>"))}</table>");

    private static string Document(string title, string body) =>
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>{Text(title)}</title><style>{style}</style></head><body>{body}{PlotlyScript.For(body)}</body></html>\n";

    // A carriage return begins the line again, as on a terminal.
    private static string Overwritten(string text) => text.Contains('\r') ? string.Join('\n', text.Replace("\r\n", "\n").Split('\n').Select(line => line.TrimEnd('\r').Split('\r')[^1])) : text;

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
