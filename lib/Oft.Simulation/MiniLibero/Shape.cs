using System.Globalization;
using System.Xml.Linq;

namespace Oft.Simulation.MiniLibero;

/// <summary>One primitive of a thing, in metres, placed in the thing's own frame.</summary>
/// <param name="Type">MuJoCo's word: box, cylinder, capsule, sphere, ellipsoid.</param>
/// <param name="Size">Half sizes, or radius and half length.</param>
/// <param name="Color">Red, green, blue in [0, 1].</param>
/// <param name="X">Centre.</param>
/// <param name="Y">Centre.</param>
/// <param name="Z">Centre.</param>
/// <param name="Yaw">Turn about the vertical, radians.</param>
/// <param name="Mass">Kilograms; 0 for something painted on, which touches nothing.</param>
/// <param name="Slick">True where other slick shapes slide on it; fingers and tables hold it all the same. Scenes with such shapes have a class for them.</param>
internal sealed record Shape(string Type, double[] Size, double[] Color, double X = 0, double Y = 0, double Z = 0, double Yaw = 0, double Mass = 0.01, bool Slick = false)
{
    /// <summary>True when it can be touched.</summary>
    public bool Solid => Mass > 0;

    /// <summary>The geom element.</summary>
    public XElement ToGeom(string name) => new("geom",
        new XAttribute("name", name),
        new XAttribute("class", Slick ? "slick" : Solid ? "solid" : "paint"),
        new XAttribute("type", Type),
        new XAttribute("size", Numbers(Size)),
        new XAttribute("pos", Numbers([X, Y, Z])),
        new XAttribute("quat", Numbers([Math.Cos(Yaw / 2), 0, 0, Math.Sin(Yaw / 2)])),
        new XAttribute("rgba", Numbers([.. Color, 1])),
        Solid ? new XAttribute("mass", Numbers([Mass])) : null);

    /// <summary>Numbers as MJCF spells them.</summary>
    internal static string Numbers(IEnumerable<double> values) => string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
}
