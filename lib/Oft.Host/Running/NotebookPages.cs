using System.Text.Json;
using System.Text.Json.Nodes;
using Oft.Host.Documents;
using Oft.Lab.Cards;
using Oft.Lab.Pages;

namespace Oft.Host.Running;

/// <summary>Executed notebooks as pages, and the index over them.</summary>
public static class NotebookPages
{
    // The richest format that a page shows without help comes first.
    private static readonly string[] preferred = ["text/html", "image/svg+xml", "image/png", "image/jpeg", "image/gif", "text/markdown", "text/latex", "text/plain", "text/csv", "application/json"];

    /// <summary>One notebook.</summary>
    /// <param name="document">It has run.</param>
    /// <param name="name">For the window's title where the notebook has no heading.</param>
    /// <param name="index">Address of the index, null without one.</param>
    public static string Of(NotebookDocument document, string name, string? index = null)
    {
        var page = new NotebookPage(Title(document) ?? name);
        foreach (var cell in document.Cells)
            switch (cell.Kind)
            {
                case CellKind.Markdown: page.Prose(cell.Source, Attachments(cell)); break;
                case CellKind.Raw: page.Raw(cell.Source); break;
                default:
                    page.Code(cell.Source, cell.ExecutionCount);
                    foreach (var output in cell.Outputs) Show(page, output!);
                    page.EndCell();
                    break;
            }
        return page.ToHtml(index);
    }

    /// <summary>The list of what was run.</summary>
    /// <param name="runs">Name of the notebook, its page, how it ended, how long it took beside what it says it takes.</param>
    public static string Index(IReadOnlyList<(string Title, string Page, string Outcome, string Time)> runs) =>
        NotebookPage.Index(runs.Select(run => (run.Page, (IReadOnlyList<string>)[run.Title, run.Outcome, run.Time])));

    /// <summary>The first heading of a notebook, null where it has none.</summary>
    public static string? Title(NotebookDocument document) =>
        document.Cells.Where(cell => cell.Kind == CellKind.Markdown).SelectMany(cell => cell.Source.Split('\n')).FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim();

    private static void Show(NotebookPage page, JsonNode output)
    {
        switch ((string)output["output_type"]!)
        {
            case "stream": page.Stream((string)output["name"]!, NotebookJson.Text(output["text"])); break;
            case "error": page.Error(ErrorOf(output), Circumstances(output)); break;
            default: Show(page, (JsonObject)output["data"]!); break;
        }
    }

    private static ErrorCard ErrorOf(JsonNode output) => new((string)output["ename"]!, (string)output["evalue"]!, ErrorCard.Lines(string.Join('\n', output["traceback"]!.AsArray().Select(line => (string)line!))));

    // The first line of a traceback repeats name and message.
    private static IEnumerable<string> Circumstances(JsonNode error) =>
        error["traceback"]!.AsArray().Select(line => (string)line!).Where(line => line != (string)error["evalue"]! && line != $"{error["ename"]}: {error["evalue"]}");

    private static void Show(NotebookPage page, JsonObject data)
    {
        var mime = preferred.FirstOrDefault(data.ContainsKey) ?? data.FirstOrDefault().Key;
        if (mime is null) return;
        switch (mime)
        {
            case "text/html": page.Html(NotebookJson.Text(data[mime])); break;
            case "text/markdown": page.Markdown(NotebookJson.Text(data[mime])); break;
            case "image/svg+xml": page.Svg(NotebookJson.Text(data[mime])); break;
            case "image/png" or "image/jpeg" or "image/gif": page.Picture(mime, NotebookJson.Text(data[mime])); break;
            case var _ when NotebookRules.IsJson(mime): page.Plain(data[mime]?.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) ?? "null"); break;
            default: page.Plain(NotebookJson.Text(data[mime])); break;
        }
    }

    private static Dictionary<string, (string, string)> Attachments(NotebookCell cell) =>
        (cell.Json["attachments"] as JsonObject ?? []).Where(one => one.Value is JsonObject { Count: > 0 }).ToDictionary(one => one.Key, one => one.Value!.AsObject().First() is var first ? (first.Key, NotebookJson.Text(first.Value)) : default);
}
