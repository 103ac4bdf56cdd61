using System.Text.Json.Nodes;
using Oft.Contracts;
using Oft.Imaging;
using Oft.Imaging.Files;
using Oft.Imaging.Resampling;
using Oft.Lab.Cards;
using Oft.Lab.Charts;
using Oft.Model;
using Oft.Model.Taps;

namespace Oft.Lab.Pictures;

/// <summary>Where an action looks: attention over each view, by layer, head and number of the action; the value of a patch under the pointer.</summary>
/// <remarks>
/// The attention of slot k·A + a is read where the head reads it, one position before the slot. The picture is the view as the
/// towers see it, the centre cut out of it where the policy was trained so.
/// </remarks>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed class AttentionView : ICard
{
    private const int shown = 252;
    private readonly IReadOnlyList<ByteImage> views;
    private readonly IReadOnlyList<string> viewNames, layers;
    private readonly AttentionMaps maps;

    /// <summary>The view of a look.</summary>
    /// <param name="look">With one or more attention patterns [B, H, T, T] of the language model.</param>
    /// <param name="observation">What was looked at.</param>
    /// <param name="encoder">The policy's.</param>
    /// <exception cref="ArgumentException">No pattern was looked at, or more than a page can hold.</exception>
    public AttentionView(Look look, Observation observation, Oft.Model.Inputs.ObservationEncoder encoder)
    {
        layers = [.. look.Addresses.Where(address => address.StartsWith("language.", StringComparison.Ordinal) && address.EndsWith(".pattern", StringComparison.Ordinal))];
        if (layers.Count == 0 || look.Layout is null)
            throw new ArgumentException($"attention view: expected attention patterns of the language model, got {(look.Addresses.Count == 0 ? "none" : string.Join(", ", look.Addresses.Take(4)))}. Look at language.blocks.*.attn.pattern, with any head but the autoregressive one.", nameof(look));
        var config = encoder.Config;
        maps = new AttentionMaps([.. layers.Select(layer => look[layer])], look.Layout, config.Robot.ActionWidth);
        viewNames = config.Robot.Views;
        views = [.. observation.Views.Take(config.Views).Select(view => Seen(view, config.Backbone.ImageSize, encoder.CenterCrop))];
    }

    /// <summary>Looks, and shows where each action looks.</summary>
    /// <param name="policy">Of the model.</param>
    /// <param name="observation">What is seen now.</param>
    /// <param name="pattern">Which layers: taps called pattern.</param>
    public static AttentionView Of(OftPolicy policy, Observation observation, string pattern = "language.blocks.*.attn.pattern") => new(policy.Look(observation, pattern), observation, policy.Encoder);

    /// <summary>Above the pictures.</summary>
    public string Title { get; init; } = "Where the action looks";

    /// <inheritdoc/>
    public string ToHtml()
    {
        var data = new JsonObject
        {
            ["views"] = new JsonArray([.. viewNames.Zip(views, (name, view) => new JsonObject { ["name"] = name, ["png"] = Convert.ToBase64String(Png.Encode(view)) })]),
            ["layers"] = new JsonArray([.. layers.Select(layer => JsonValue.Create(layer))]),
            ["heads"] = maps.Heads, ["slots"] = maps.Slots, ["width"] = maps.ActionWidth, ["patches"] = maps.Patches, ["shown"] = shown,
            ["colours"] = new JsonArray([.. ColourScale.Growing.Colours.Select(colour => JsonValue.Create(colour))]),
            ["maps"] = maps.ToBase64(), ["greatest"] = PlotlyJson.Numbers(maps.Greatest.Select(value => (double)value)), ["shares"] = PlotlyJson.Numbers(maps.Shares.Select(value => (double)value)),
        };
        var stills = string.Concat(viewNames.Select((name, view) => $"<figure><img class=\"oft-pixels\" width=\"{shown}\" alt=\"{Markup.Text(name)}\" src=\"{Markup.Uri("image/png", Still(view))}\"><figcaption>{Markup.Text(name)}</figcaption></figure>"));
        return Markup.Card("attention", $"<div class=\"oft-title\">{Markup.Text(Title)}</div><div class=\"oft-still\"><div class=\"oft-views\">{stills}</div><div class=\"oft-muted\">{Markup.Text(Summary(0))}</div></div><div class=\"oft-player\"></div>", $"data-attention='{data.ToJsonString()}'") + Markup.Script("attention.js");
    }

    /// <inheritdoc/>
    public string ToText() => Markup.Clean(Title) + "\n" + string.Join('\n', layers.Select((_, layer) => Summary(layer)));

    /// <inheritdoc/>
    public override string ToString() => ToText();

    private string Summary(int layer)
    {
        var (mean, share) = maps.Mean(layer);
        var each = maps.Patches / views.Count;
        return FormattableString.Invariant($"{layers[layer]}, mean of {maps.Heads} heads and {maps.Slots} numbers: {100 * share:0.0} % on pictures; most on {string.Join("; ", viewNames.Select((name, view) => Most(name, mean.AsSpan(view * each, each))))}.");
    }

    private static string Most(string view, ReadOnlySpan<float> map)
    {
        var (side, best) = ((int)Math.Sqrt(map.Length), 0);
        for (var i = 1; i < map.Length; i++)
            if (map[i] > map[best]) best = i;
        return FormattableString.Invariant($"{view} row {best / side}, column {best % side} ({100 * map[best]:0.00} %)");
    }

    // The mean of the first layer, for viewers without scripts.
    private byte[] Still(int view)
    {
        var (image, (mean, _)) = (views[view], maps.Mean(0));
        var (each, rgb) = (maps.Patches / views.Count, image.Pixels.ToArray());
        var (side, greatest) = ((int)Math.Sqrt(each), mean.Max());
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
            {
                var value = mean[view * each + y * side / image.Height * side + x * side / image.Width];
                var (red, green, blue) = ColourScale.Growing.At(greatest > 0 ? value / greatest : 0);
                var at = (y * image.Width + x) * 3;
                (rgb[at], rgb[at + 1], rgb[at + 2]) = ((byte)((rgb[at] + red) / 2), (byte)((rgb[at + 1] + green) / 2), (byte)((rgb[at + 2] + blue) / 2));
            }
        return Png.Encode(rgb, image.Width, image.Height);
    }

    private static ByteImage Seen(CameraImage view, int size, bool centerCrop)
    {
        var image = PillowResize.Apply(new ByteImage(view.Height, view.Width, 3, view.Rgb), size, size);
        return centerCrop ? CropAndResize.Apply(image, CropBox.Centre, size, size) : image;
    }
}
