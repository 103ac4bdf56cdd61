using Oft.Lab.Runs;

namespace Oft.Lab.Charts;

/// <summary>plotly.js, which the set-up takes from its npm package: embedded once a page, never fetched by one.</summary>
public static class PlotlyScript
{
    /// <summary>Stands in every page that has it already.</summary>
    public const string Marker = "data-oft-plotly";

    /// <summary>Where the set-up puts it, below the checkout.</summary>
    public const string Place = "out/plotly/plotly-cartesian.min.js";

    private static readonly Lazy<string?> tag = new(Read);

    /// <summary>The script element; empty where the set-up could not get it, and figures then stay static pictures.</summary>
    public static string Tag => tag.Value ?? "";

    /// <summary>True where it is there.</summary>
    public static bool IsPresent => tag.Value is not null;

    /// <summary>The script element, where a page shows figures and does not have it yet; empty otherwise.</summary>
    /// <param name="html">Everything the page shows.</param>
    public static string For(string html) => html.Contains(Figure.Attribute, StringComparison.Ordinal) && !html.Contains(Marker, StringComparison.Ordinal) ? Tag : "";

    // Module loaders of a notebook's page would keep Plotly to themselves, so it is run without sight of them. Figures drawn before
    // it came have left word.
    private static string? Read()
    {
        var path = Path.Combine(Checkout.Root, Place);
        if (!File.Exists(path)) return null;
        var source = File.ReadAllText(path).Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase);
        return $"<script {Marker}>if(!window.Plotly){{(function(define,module,exports){{{source}\n}}).call(window)}}(window.oftFigures||[]).forEach(function(draw){{draw()}});</script>";
    }
}
