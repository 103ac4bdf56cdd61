using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace Oft.Host.Scripting;

/// <summary>Finds assemblies for cells, each once.</summary>
/// <remarks>
/// The compiler's own resolver reads all default references again for every cell: 1.3 GB after 300 cells in a trial, against 0.22 GB here.
/// What the host itself is made of (the rooms of this house above all) is taken from the host, so that a cell and the host mean the
/// same types and the same native libraries.
/// </remarks>
internal sealed class CachingReferences : MetadataReferenceResolver
{
    private readonly Lock door = new();
    private readonly Dictionary<(string, string?), ImmutableArray<PortableExecutableReference>> byText = [];
    private readonly Dictionary<string, PortableExecutableReference?> byIdentity = [];
    private readonly Dictionary<string, PortableExecutableReference> byFile = [];
    private static readonly string own = typeof(CachingReferences).Assembly.Location;
    private readonly InteractiveAssemblyLoader loader;
    private readonly Action<string> warn;
    private ScriptMetadataResolver inner = ScriptMetadataResolver.Default;

    public CachingReferences(InteractiveAssemblyLoader loader, Action<string> warn) => (this.loader, this.warn) = (loader, warn);

    /// <summary>The folder that relative paths in <c>#r</c> begin at.</summary>
    public string? Folder
    {
        get;
        set
        {
            field = value;
            inner = ScriptMetadataResolver.Default.WithBaseDirectory(value);
        }
    }

    /// <inheritdoc/>
    public override bool ResolveMissingAssemblies => true;

    /// <inheritdoc/>
    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        // Of the host itself cells see the few names in CellApi. What else it is made of (a compiler among it) would be read and bound for
        // every cell: half the memory of a long notebook. The kit's own rooms are not left out: a reference that was missing once stays
        // missing for the session's later cells, and setup.dib may come second.
        if (!referenceIdentity.Name.StartsWith("Oft.", StringComparison.Ordinal) && definition is PortableExecutableReference { FilePath: { } path } && path == own && System.IO.File.Exists(Path.Combine(AppContext.BaseDirectory, referenceIdentity.Name + ".dll"))) return null;
        var name = referenceIdentity.GetDisplayName();
        lock (door)
        {
            if (!byIdentity.TryGetValue(name, out var found)) byIdentity[name] = found = inner.ResolveMissingAssembly(definition, referenceIdentity) is { } reference ? Shared(reference) : null;
            return found;
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        // A path may begin at the folder; the name of an assembly means the same everywhere.
        var key = (reference, reference.Contains('/') || Path.GetExtension(reference).ToLowerInvariant() is ".dll" or ".exe" ? Folder : null);
        lock (door)
        {
            if (byText.TryGetValue(key, out var found)) return found;
            found = [.. inner.ResolveReference(reference, null, properties).Select(Shared)];
            if (!found.IsEmpty) byText[key] = found;                            // what is missing now may have been built a cell later
            return found;
        }
    }

    /// <summary>A reference to a file, read once.</summary>
    public PortableExecutableReference File(string path)
    {
        lock (door) return byFile.TryGetValue(path, out var first) ? first : byFile[path] = MetadataReference.CreateFromFile(path);
    }

    /// <inheritdoc/>
    public override bool Equals(object? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private PortableExecutableReference Shared(PortableExecutableReference reference)
    {
        if (reference.FilePath is not { } path) return reference;
        var hosts = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(path));
        if (hosts == path || !System.IO.File.Exists(hosts)) return Once(path, reference);
        try
        {
            var assembly = Assembly.Load(new AssemblyName(Path.GetFileNameWithoutExtension(hosts)));
            if (AssemblyName.GetAssemblyName(path).FullName != assembly.FullName) return Once(path, reference);
            loader.RegisterDependency(assembly);
            if (Version(hosts) != Version(path)) warn($"{Path.GetFileName(path)}: the cell names {path}, another build than the one this host runs with; the host's is used. Build both again (environment/run.sh --setup-only).\n");
            return File(hosts);
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or FileNotFoundException)
        {
            return Once(path, reference);
        }
    }

    // A reference holds a copy of the file's metadata, so the first one to a file serves all; cells may name what any of them brings.
    private PortableExecutableReference Once(string path, PortableExecutableReference reference) =>
        byFile.TryGetValue(path, out var first) ? first : byFile[path] = reference.WithProperties(MetadataReferenceProperties.Assembly);

    private static Guid Version(string path)
    {
        using var module = ModuleMetadata.CreateFromFile(path);
        return module.GetModuleVersionId();
    }
}
