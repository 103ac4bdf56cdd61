using Oft.Data.Manifests;
using Oft.Evaluation.Tables;

namespace Oft.Lab;

/// <summary>What a checkout holds and what was fetched into it: manifests, weights, data sets, tables of the paper.</summary>
/// <param name="root">The checkout.</param>
public sealed class Shelf(string root)
{
    private readonly Lazy<IReadOnlyList<Manifest>> manifests = new(() =>
        [.. ManifestReader.All(Path.Combine(root, "data-manifests"), ManifestKind.Checkpoint), .. ManifestReader.All(Path.Combine(root, "data-manifests"), ManifestKind.Dataset)]);

    /// <summary>Every manifest of a checkpoint or a data set.</summary>
    public IReadOnlyList<Manifest> Manifests => manifests.Value;

    /// <summary>Where a manifest's files are once fetched.</summary>
    public string FolderOf(Manifest manifest) => Path.Combine(root, "out", "fetched", manifest.Name);

    /// <summary>True where something was fetched for a manifest and nothing of it is still on its way.</summary>
    public bool IsPresent(Manifest manifest)
    {
        var folder = FolderOf(manifest);
        return Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any(file => !Path.GetFileName(file).StartsWith('.'))
            && !Directory.EnumerateFiles(folder, "*.part", SearchOption.AllDirectories).Any();
    }

    /// <summary>Our own small checkpoints that are in this checkout, by name.</summary>
    public IReadOnlyList<string> TinyCheckpoints => Names(Path.Combine(root, "data-manifests", "checkpoints"), folder => Directory.GetDirectories(folder, "tiny-*").Where(path => File.Exists(Path.Combine(path, "config.json")) || File.Exists(Path.Combine(path, "oft.json"))));

    /// <summary>Tables of the paper, by name.</summary>
    public IReadOnlyList<string> PaperTables => Names(Path.Combine(root, "data-manifests", "paper"), Records);

    /// <summary>Measured results, by name.</summary>
    public IReadOnlyList<string> Measured => Names(Path.Combine(root, "data-manifests", "measured"), Records);

    /// <summary>The folder of a checkpoint: a small one of ours, or a fetched one.</summary>
    /// <exception cref="LabException">It is not here; the message says how it comes here.</exception>
    public string Checkpoint(string name)
    {
        if (TinyCheckpoints.Contains(name)) return Path.Combine(root, "data-manifests", "checkpoints", name);
        var manifest = Manifests.FirstOrDefault(known => known.Name == name && known.Kind == ManifestKind.Checkpoint);
        if (manifest is null)
            throw new LabException($"checkpoint '{name}': expected one of {string.Join(", ", TinyCheckpoints.Concat(Manifests.Where(known => known.Kind == ManifestKind.Checkpoint).Select(known => known.Name)))}.");
        return IsPresent(manifest) ? FolderOf(manifest) : throw new LabException($"checkpoint '{name}' is not here: run oft fetch {name}.");
    }

    /// <summary>A table of the paper.</summary>
    /// <exception cref="LabException">There is none of that name; the message lists all.</exception>
    public PaperTable PaperTable(string name) => PaperTables.Contains(name)
        ? Oft.Evaluation.Tables.PaperTable.Read(Path.Combine(root, "data-manifests", "paper", name + ".json"))
        : throw new LabException($"table '{name}': expected one of {string.Join(", ", PaperTables)}.");

    /// <summary>The file of a measured result.</summary>
    /// <exception cref="LabException">There is none of that name; the message lists all.</exception>
    public string MeasuredFile(string name) => Measured.Contains(name)
        ? Path.Combine(root, "data-manifests", "measured", name + ".json")
        : throw new LabException($"measured result '{name}': expected one of {(Measured.Count == 0 ? "none yet" : string.Join(", ", Measured))}. oft prove writes them.");

    private static IEnumerable<string> Records(string folder) => Directory.GetFiles(folder, "*.json").Where(path => Path.GetFileName(path) != "schema.json");

    private static IReadOnlyList<string> Names(string folder, Func<string, IEnumerable<string>> list) =>
        Directory.Exists(folder) ? [.. list(folder).Select(path => Path.GetFileName(path) is var name && name.EndsWith(".json", StringComparison.Ordinal) ? name[..^5] : name).Order(StringComparer.Ordinal)] : [];
}
