using Markdig;

namespace Oft.Lab.Pages;

/// <summary>Markdown as HTML: tables, footnotes and named headings as notebooks use them.</summary>
public static class Prose
{
    private static readonly MarkdownPipeline pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    /// <summary>The fragment; HTML inside the Markdown passes through, as in every notebook.</summary>
    public static string ToHtml(string markdown) => Markdown.ToHtml(markdown, pipeline);
}
