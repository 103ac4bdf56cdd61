using System.Text;
using Oft.Contracts;
using Oft.Imaging.Files;
using Oft.Lab.Cards;

namespace Oft.Lab.Pictures;

/// <summary>Pictures with their names, row by row.</summary>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed class ImageGrid : ICard
{
    private readonly IReadOnlyList<(string Label, CameraImage Image)> images;

    /// <summary>A grid.</summary>
    /// <param name="images">What stands below each picture, and the picture.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ImageGrid(IReadOnlyList<(string Label, CameraImage Image)> images)
    {
        if (images.Count == 0) throw new ArgumentException("grid: expected at least one picture, got none.", nameof(images));
        this.images = images;
    }

    /// <summary>Above the grid; empty for none.</summary>
    public string Title { get; init; } = "";

    /// <summary>Pictures a row.</summary>
    public int Columns { get; init; } = 4;

    /// <summary>Pixels across on the page; a small picture is enlarged without blurring it.</summary>
    public int Width { get; init; } = 168;

    /// <summary>What a policy sees, view by view, under its sentence.</summary>
    public static ImageGrid Of(Observation observation) => new([.. observation.Views.Select(view => (view.Name, view))]) { Title = observation.Sentence, Width = 252 };

    /// <inheritdoc/>
    public string ToHtml()
    {
        var html = new StringBuilder();
        if (Title != "") html.Append($"<div class=\"oft-title\">{Markup.Text(Title)}</div>");
        html.Append(FormattableString.Invariant($"<div class=\"oft-grid\" style=\"grid-template-columns:repeat({Math.Clamp(Columns, 1, images.Count)},minmax(0,{Width}px))\">"));
        foreach (var (label, image) in images)
            html.Append(FormattableString.Invariant($"<figure><img width=\"{Width}\" alt=\"{Markup.Text(label)}\" src=\"{Markup.Uri("image/png", Png.Encode(image.Rgb.Span, image.Width, image.Height))}\"><figcaption>{Markup.Text(label)}</figcaption></figure>"));
        return Markup.Card("images", html.Append("</div>").ToString());
    }

    /// <inheritdoc/>
    public string ToText() => (Title == "" ? "" : Markup.Clean(Title) + "\n") + string.Join('\n', images.Select(image => $"picture {Markup.Clean(image.Label)}, {image.Image.Width}x{image.Image.Height}"));

    /// <inheritdoc/>
    public override string ToString() => ToText();
}
