using System.Globalization;
using System.Xml;

namespace Oft.Simulation.MuJoCo;

/// <summary>Reads a model's text before MuJoCo does, and refuses what would make it allocate without bound or open other files.</summary>
/// <remarks>MuJoCo checks the meaning of a model well and its appetite hardly at all; this checks only the appetite.</remarks>
public static class ModelXml
{
    // Attributes by which MuJoCo allocates directly.
    private static readonly HashSet<string> counts = ["njmax", "nconmax", "nstack", "nuserdata", "nkey", "nuser_body", "nuser_jnt", "nuser_geom", "nuser_site", "nuser_cam", "nuser_tendon", "nuser_actuator", "nuser_sensor", "numslices", "numstacks", "numquads", "maxhullvert"];
    private static readonly HashSet<string> sides = ["width", "height", "nrow", "ncol", "shadowsize", "offwidth", "offheight", "offsamples"];
    private static readonly HashSet<string> parts = ["body", "joint", "freejoint", "geom", "site", "camera", "light"];

    // A composite or a replicate is a program that writes bodies; no scene of the kit needs one, and its size is not bounded by its text.
    private static readonly HashSet<string> refused = ["include", "composite", "flexcomp", "replicate", "attach", "plugin", "extension"];

    /// <summary>Passes over harmless text and refuses the rest.</summary>
    /// <exception cref="MuJoCoException">It is no XML, or asks for more than <paramref name="limits"/> allow; the message says where.</exception>
    public static void Check(string xml, ModelLimits limits)
    {
        ArgumentNullException.ThrowIfNull(xml);
        if (xml.Length > limits.Characters) throw new MuJoCoException($"the model's text has {xml.Length:N0} characters; at most {limits.Characters:N0} are read.");
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = limits.Characters };
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), settings);
            var (elements, pieces) = (0, 0);
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element) continue;
                if (elements == 0 && reader.LocalName != "mujoco") throw new MuJoCoException($"the model's root element is <{reader.LocalName}>; expected <mujoco>.");
                if (++elements > limits.Elements) throw new MuJoCoException($"the model has more than {limits.Elements:N0} elements.");
                if (parts.Contains(reader.LocalName) && ++pieces > limits.Parts) throw new MuJoCoException($"the model has more than {limits.Parts:N0} bodies, joints, geoms and sites.");
                if (reader.Depth > limits.Depth) throw new MuJoCoException($"the model's elements are nested more than {limits.Depth} deep at <{reader.LocalName}>.");
                if (refused.Contains(reader.LocalName)) throw new MuJoCoException($"the model uses <{reader.LocalName}>, which is not read here: it makes bodies or opens files the text does not show. Write them out.");
                CheckAttributes(reader, limits);
            }
        }
        catch (XmlException broken)
        {
            throw new MuJoCoException($"the model's text is not XML: {broken.Message}", broken);
        }
    }

    private static void CheckAttributes(XmlReader reader, ModelLimits limits)
    {
        var element = reader.LocalName;
        while (reader.MoveToNextAttribute())
        {
            var (name, value) = (reader.LocalName, reader.Value);
            if (counts.Contains(name)) CheckNumber(element, name, value, limits.Count);
            else if (sides.Contains(name)) CheckNumber(element, name, value, limits.Side);
            else if (name == "memory") throw new MuJoCoException($"<{element} memory='{Short(value)}'> asks MuJoCo for a block of memory by size; leave it out.");
            else if (!limits.Files && name.StartsWith("file", StringComparison.Ordinal)) throw new MuJoCoException($"<{element} {name}='{Short(value)}'> names a file, and this text should stand alone.");
        }
        reader.MoveToElement();
    }

    private static void CheckNumber(string element, string name, string value, int most)
    {
        foreach (var word in value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !(number <= most) || number < -1)
                throw new MuJoCoException($"<{element} {name}='{Short(value)}'>: expected numbers from -1 to {most:N0}.");
    }

    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
