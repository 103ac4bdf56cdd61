namespace Oft.Lab.Charts;

/// <summary>Colours for numbers: one that grows, one that goes both ways from zero.</summary>
public sealed class ColourScale
{
    private readonly (byte Red, byte Green, byte Blue)[] stops;

    private ColourScale(string name, params string[] colours)
    {
        (Name, Colours) = (name, colours);
        stops = [.. colours.Select(Palette.Rgb)];
    }

    /// <summary>From dark blue to yellow, lightness growing evenly: read the same with and without colour vision.</summary>
    /// <remarks>Source: J. R. Nuñez, C. R. Anderton, R. S. Renslow, PLoS ONE 13 (2018) e0199239 (cividis).</remarks>
    public static ColourScale Growing { get; } = new("growing", "#00224E", "#123570", "#3B496C", "#575D6D", "#707173", "#8A8678", "#A59C74", "#C3B369", "#E1CC55", "#FEE838");

    /// <summary>Blue below zero, orange above: the pair that every kind of colour vision tells apart.</summary>
    public static ColourScale BothWays { get; } = new("both ways", "#003C6E", "#0072B2", "#7DB8DA", "#F7F7F7", "#F2B27F", "#D55E00", "#7E3500");

    /// <summary>What it is for, in two words.</summary>
    public string Name { get; }

    /// <summary>Its colours at equal distances.</summary>
    public IReadOnlyList<string> Colours { get; }

    /// <summary>The colour of a share.</summary>
    /// <param name="share">0 is the first colour, 1 the last; beyond them the ends stand.</param>
    public (byte Red, byte Green, byte Blue) At(double share)
    {
        var place = Math.Clamp(share, 0, 1) * (stops.Length - 1);
        var below = Math.Min((int)place, stops.Length - 2);
        var (from, to, part) = (stops[below], stops[below + 1], place - below);
        byte Mix(byte a, byte b) => (byte)Math.Round(a + (b - a) * part);
        return (Mix(from.Red, to.Red), Mix(from.Green, to.Green), Mix(from.Blue, to.Blue));
    }
}
