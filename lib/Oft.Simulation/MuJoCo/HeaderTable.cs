using System.Reflection;
using System.Text.Json;

namespace Oft.Simulation.MuJoCo;

/// <summary>Where one MuJoCo version keeps its fields, in bytes, as its header says.</summary>
/// <remarks>
/// MuJoCo has no accessors for most fields, and both layouts and enum values change between versions. The set-up prints a table from the
/// installed header (<c>Layouts/print-layout.c</c>, compiled with <c>lib/native</c>) and the build embeds it; for other versions, and where
/// no header was installed, there are the tables in <c>Layouts/</c>. A version without a table is refused rather than misread.
/// </remarks>
internal sealed class HeaderTable
{
    private const string Folder = "layouts/", MadeAtSetUp = Folder + "installed.json";
    private readonly Dictionary<string, int> sizes;
    private readonly Dictionary<string, int> offsets;
    private readonly Dictionary<string, int> values;
    private readonly Dictionary<string, ModelField> fields;

    private HeaderTable(JsonElement root)
    {
        Version = root.GetProperty("version").GetInt32();
        Source = root.GetProperty("source").GetString()!;
        sizes = Read(root.GetProperty("sizes"));
        offsets = Read(root.GetProperty("offsets"));
        values = Read(root.GetProperty("values"));
        fields = root.GetProperty("arrays").EnumerateObject().Select(p => new ModelField(p.Name, p.Value[0].GetString()!, p.Value[1].GetString(), p.Value[2].GetInt32(), p.Value[3].GetInt32()))
            .Concat(root.GetProperty("scalars").EnumerateObject().Select(p => new ModelField(p.Name, p.Value[0].GetString()!, null, p.Value[1].GetInt32(), p.Value[2].GetInt32()))).ToDictionary(field => field.Name);
    }

    /// <summary>The header's own number: 222 is 2.2.2.</summary>
    public int Version { get; }

    /// <summary>Where the header is from that this was printed from.</summary>
    public string Source { get; }

    /// <summary>Every table there is; the one made at set-up, if any, first.</summary>
    public static IReadOnlyList<HeaderTable> All { get; } = [.. Resources.OrderBy(name => name != MadeAtSetUp).ThenBy(name => name, StringComparer.Ordinal).Select(Load)];

    /// <summary>The table of a version.</summary>
    /// <exception cref="MuJoCoException">There is none; the message lists those there are.</exception>
    public static HeaderTable For(int version) => All.FirstOrDefault(table => table.Version == version)
        ?? throw new MuJoCoException($"MuJoCo {Spell(version)} was found, and its struct layout is not known here; known: {string.Join(", ", All.Select(table => table.Version).Distinct().Order().Select(Spell))}. Install Debian's libmujoco2.2.2, or point OFT_MUJOCO at the library file of a known version.");

    /// <summary>Bytes from the start of a struct to a field, as in <c>mjData.qpos</c>.</summary>
    public int Offset(string field) => offsets.TryGetValue(field, out var offset) ? offset : throw Missing("field", field);

    /// <summary>Bytes a struct takes.</summary>
    public int Size(string type) => sizes.TryGetValue(type, out var size) ? size : throw Missing("type", type);

    /// <summary>An array of the model, or a number that lies in it.</summary>
    public ModelField Field(string name) => fields.TryGetValue(name, out var field) ? field : throw Missing("model field", name);

    /// <summary>Names of the model's arrays.</summary>
    public IReadOnlyList<string> Arrays => [.. fields.Values.Where(one => one.Rows is not null).Select(one => one.Name)];

    /// <summary>A constant's number in this version.</summary>
    public int Value(string constant) => values.TryGetValue(constant, out var value) ? value : throw Missing("constant", constant);

    /// <summary>222 as 2.2.2, 3010001 as 3.10.1.</summary>
    internal static string Spell(int version) => version < 1000
        ? $"{version / 100}.{version / 10 % 10}.{version % 10}"
        : $"{version / 1000000}.{version / 1000 % 1000}.{version % 1000}";

    private MuJoCoException Missing(string kind, string name) => new($"the layout table of MuJoCo {Spell(Version)} has no {kind} '{name}'.");

    private static IEnumerable<string> Resources => Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal));

    private static HeaderTable Load(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var document = JsonDocument.Parse(stream);
        return new HeaderTable(document.RootElement);
    }

    private static Dictionary<string, int> Read(JsonElement map) => map.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32());
}
