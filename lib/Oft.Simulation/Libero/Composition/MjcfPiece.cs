using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Libero.Composition;

/// <summary>One XML file that becomes part of a scene: read, its defaults written out, its files found.</summary>
/// <remarks>Upstream: robosuite/models/base.py (MujocoXML), robosuite/utils/mjcf_utils.py.</remarks>
internal sealed class MjcfPiece
{
    private const int MostBytes = 8 << 20;
    private static readonly string[] sections = ["worldbody", "actuator", "sensor", "asset", "tendon", "equality", "contact"];
    private static readonly string[] merged = ["actuator", "sensor", "tendon", "equality", "contact"];

    // Attributes that name something, or refer to something by its name.
    private static readonly HashSet<string> naming =
    [
        "class", "childclass", "name", "objname", "material", "texture", "joint", "joint1", "joint2", "jointinparent", "geom", "geom1", "geom2", "mesh", "fixed", "actuator",
        "tendon", "tendon1", "tendon2", "slidesite", "cranksite", "body", "body1", "body2", "hfield", "target", "prefix", "site",
    ];

    private MjcfPiece(string path, XElement root) => (Path, Root) = (path, root);

    /// <summary>The file it was read from.</summary>
    public string Path { get; }

    /// <summary>The mujoco element.</summary>
    public XElement Root { get; }

    /// <summary>What stands in the world.</summary>
    public XElement World => Root.Element("worldbody")!;

    /// <summary>Meshes, pictures, materials.</summary>
    public XElement Assets => Root.Element("asset")!;

    /// <summary>Reads a file.</summary>
    /// <exception cref="LiberoException">It cannot be read, asks for too much, or names a file that is not there.</exception>
    public static MjcfPiece Load(LiberoFolders folders, string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes) throw new LiberoException($"{path}: larger than any model file ({MostBytes >> 20} MB).");
            return Parse(folders, path, File.ReadAllText(path));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new LiberoException($"{path} cannot be read: {broken.Message}", broken);
        }
    }

    /// <summary>Reads a text as if it stood in that file.</summary>
    /// <exception cref="LiberoException">As for a file.</exception>
    public static MjcfPiece Parse(LiberoFolders folders, string path, string text)
    {
        XElement root;
        try
        {
            ModelXml.Check(text, ModelLimits.Default);
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true });
            root = XElement.Load(reader);
        }
        catch (Exception broken) when (broken is MuJoCoException or XmlException)
        {
            throw new LiberoException($"{path}: {broken.Message}", broken);
        }
        var piece = new MjcfPiece(path, root);
        foreach (var section in sections)
            if (root.Element(section) is null) root.Add(new XElement(section));
        piece.WriteDefaultsOut();
        piece.FindFiles(folders);
        return piece;
    }

    /// <summary>An element below another, by tag and name.</summary>
    /// <exception cref="LiberoException">It is not there; the message names file, tag and name.</exception>
    public XElement Require(XElement below, string tag, string name) =>
        below.Elements(tag).FirstOrDefault(element => (string?)element.Attribute("name") == name) ?? throw new LiberoException($"{Path}: <{below.Name} name='{(string?)below.Attribute("name")}'> has no <{tag} name='{name}'>.");

    /// <summary>Puts a prefix before every name and every reference to one, unless it stands there already.</summary>
    public void Prefix(string prefix)
    {
        foreach (var attribute in Root.DescendantsAndSelf().Attributes().Where(attribute => naming.Contains(attribute.Name.LocalName) && attribute.Parent != Root))
            if (!attribute.Value.StartsWith(prefix, StringComparison.Ordinal)) attribute.Value = prefix + attribute.Value;
    }

    /// <summary>Names shapes that have none: g0_vis, g1_vis … and g0_col … by their kind.</summary>
    public void NameShapes()
    {
        var (visible, solid) = (0, 0);
        foreach (var geom in World.Descendants("geom").Where(geom => geom.Attribute("name") is null))
            geom.SetAttributeValue("name", IsSolid(geom) ? $"g{solid++}_col" : $"g{visible++}_vis");
    }

    /// <summary>Paints the shapes that collide, which nobody sees, in one colour.</summary>
    public void PaintSolid(string color, string? except = null)
    {
        foreach (var geom in World.Descendants("geom").Where(geom => IsSolid(geom) && (except is null || (string?)geom.Attribute("name") != except)))
        {
            geom.SetAttributeValue("rgba", color);
            geom.Attribute("material")?.Remove();
        }
    }

    /// <summary>Takes over another piece: bodies into a place of this one, assets once by name, and the other sections.</summary>
    public void Merge(MjcfPiece other, XElement into)
    {
        into.Add(other.World.Elements());
        MergeAssets(other);
        foreach (var section in merged) Root.Element(section)!.Add(other.Root.Element(section)!.Elements());
    }

    /// <summary>Takes over assets whose tag and name are not there yet: of two with the same name the first stays.</summary>
    public void MergeAssets(MjcfPiece other)
    {
        foreach (var asset in other.Assets.Elements().ToList())
            if (!Assets.Elements(asset.Name).Any(known => (string?)known.Attribute("name") == (string?)asset.Attribute("name"))) Assets.Add(asset);
    }

    /// <summary>True for shapes of display group 0, which is also what no group means.</summary>
    public static bool IsSolid(XElement geom) => (string?)geom.Attribute("group") is null or "0";

    /// <summary>Numbers as MJCF writes them, each in full.</summary>
    public static string Numbers(IEnumerable<double> values) => string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>Numbers of an attribute.</summary>
    /// <exception cref="LiberoException">It is missing, or does not hold as many numbers.</exception>
    public double[] Numbers(XElement element, string attribute, int count)
    {
        var words = ((string?)element.Attribute(attribute) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        double[] numbers = [.. words.Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)];
        return numbers.Length >= count && numbers.All(double.IsFinite) ? numbers : throw new LiberoException($"{Path}: <{element.Name} name='{(string?)element.Attribute("name")}'> should have {count} numbers in '{attribute}', got '{(string?)element.Attribute(attribute)}'.");
    }

    // Upstream knows one level of classes and drops the unnamed default.
    private void WriteDefaultsOut()
    {
        var classes = new Dictionary<string, XElement>();
        foreach (var one in Root.Elements("default").Elements())
            if ((string?)one.Attribute("class") is { } name) classes[name] = one;
        Root.Elements("default").Remove();
        foreach (var element in Root.Descendants().Where(element => element.Attribute("class") is not null))
        {
            var name = element.Attribute("class")!.Value;
            element.Attribute("class")!.Remove();
            var model = classes.TryGetValue(name, out var known) ? known.Element(element.Name) : throw new LiberoException($"{Path}: <{element.Name}> is of the class '{name}', which the file does not define.");
            foreach (var attribute in model?.Attributes() ?? [])
                if (element.Attribute(attribute.Name) is null) element.SetAttributeValue(attribute.Name, attribute.Value);
        }
    }

    private void FindFiles(LiberoFolders folders)
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        foreach (var attribute in Root.Descendants().Attributes().Where(attribute => attribute.Name.LocalName.StartsWith("file", StringComparison.Ordinal)))
        {
            if (attribute.Name.LocalName != "file" || attribute.Parent!.Parent != Assets) throw new LiberoException($"{Path}: <{attribute.Parent!.Name} {attribute.Name}='{attribute.Value}'> names a file where only assets may.");
            attribute.Value = folders.Referenced(folder, attribute.Value);
        }
    }
}
