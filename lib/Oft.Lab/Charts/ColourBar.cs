namespace Oft.Lab.Charts;

/// <summary>What colours mean: the ends of their scale, and the unit.</summary>
/// <param name="Scale">The colours.</param>
/// <param name="Low">The number of the first.</param>
/// <param name="High">The number of the last.</param>
/// <param name="Label">What is shown, with its unit.</param>
internal sealed record ColourBar(ColourScale Scale, double Low, double High, string Label)
{
    /// <summary>Where a number stands on it, 0 to 1.</summary>
    public double Share(double value) => High > Low ? (value - Low) / (High - Low) : 0.5;
}
