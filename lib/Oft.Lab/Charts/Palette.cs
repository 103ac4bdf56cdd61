namespace Oft.Lab.Charts;

/// <summary>Colours of series, told apart by colour-blind readers and readable on a white and on a nearly black page.</summary>
/// <remarks>
/// After Okabe and Ito; the three lightest of theirs, which vanish on white, give way to a violet and a grey. Each has a contrast of at least 3 : 1 with
/// both pages (WCAG 2.1, 1.4.11), and any two of the first five stay apart for protan and deutan eyes.
/// </remarks>
public static class Palette
{
    /// <summary>The page in light, and in dark.</summary>
    public const string LightPage = "#ffffff", DarkPage = "#16181c";

    /// <summary>What is written on each.</summary>
    public const string LightInk = "#1a1a1a", DarkInk = "#e6e6e6";

    /// <summary>In the order series take them.</summary>
    public static IReadOnlyList<string> Series { get; } = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#8545E6", "#7A7A7A"];

    /// <summary>The colour of a series; it begins again after the last.</summary>
    public static string Of(int series) => Series[series % Series.Count];

    /// <summary>Red, green and blue of <c>#RRGGBB</c>.</summary>
    public static (byte Red, byte Green, byte Blue) Rgb(string colour) =>
        (Convert.ToByte(colour[1..3], 16), Convert.ToByte(colour[3..5], 16), Convert.ToByte(colour[5..7], 16));
}
