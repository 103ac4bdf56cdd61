using System.Runtime.Loader;

namespace Oft.Host.Scripting;

/// <summary><c>#r "nuget:NAME, VERSION"</c>: packages become references of the cells that follow and load into the process's default context.</summary>
internal sealed class PackageLoader
{
    private readonly ScriptSession session;
    private readonly Dictionary<string, string> asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> present = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> managed = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> native = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> sources = [];

    public PackageLoader(ScriptSession session)
    {
        this.session = session;
        AssemblyLoadContext.Default.Resolving += (context, name) => name.Name is { } simple && managed.TryGetValue(simple, out var path) ? context.LoadFromAssemblyPath(path) : null;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
            new[] { name, name + ".so", $"lib{name}.so", $"lib{name}" }.Select(native.GetValueOrDefault).FirstOrDefault(path => path is not null) is { } path ? System.Runtime.InteropServices.NativeLibrary.Load(path) : 0;
    }

    /// <summary><c>#i "nuget:SOURCE"</c>; a folder counts from the notebook's.</summary>
    public void AddSource(Directive directive, string folder)
    {
        var source = Text(directive);
        if (!source.Contains("://")) source = Path.GetFullPath(Path.Combine(folder, source));
        if (!sources.Contains(source)) sources.Add(source);
    }

    /// <summary>Restores a package with all it needs.</summary>
    /// <returns>Notebooks that the new packages want to be run once, <c>extension.dib</c>.</returns>
    /// <exception cref="CellFault">It cannot be restored, or another version is loaded already.</exception>
    public async Task<IReadOnlyList<string>> AddAsync(Directive directive, string folder, CancellationToken cancellation)
    {
        if (Text(directive).Split(',', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, .. var rest]) throw directive.Fault("expected #r \"nuget:NAME, VERSION\".");
        var version = rest is [{ Length: > 0 } given] ? given : "*";
        if (asked.TryGetValue(name, out var before) && before != version && version != "*") throw directive.Fault($"{name} version {version} cannot be added because version {before} was added previously. Restart to change it.");
        if (before is not null) return [];
        var wanted = new Dictionary<string, string>(asked, StringComparer.OrdinalIgnoreCase) { [name] = version };
        var restored = await PackageRestore.RunAsync(directive, wanted, sources, cancellation);
        foreach (var package in restored.Where(package => present.TryGetValue(package.Name, out var loaded) && loaded != package.Version))
            throw directive.Fault($"{package.Name} version {package.Version} cannot be added because version {present[package.Name]} was added previously. Name all packages in the first cell, or restart.");
        asked[name] = version;
        var fresh = restored.Where(package => present.TryAdd(package.Name, package.Version)).ToList();
        foreach (var file in fresh.SelectMany(package => package.Native)) native[Path.GetFileName(file)] = file;
        foreach (var file in fresh.SelectMany(package => package.Runtime)) managed[Path.GetFileNameWithoutExtension(file)] = file;
        foreach (var file in fresh.SelectMany(package => package.Runtime).Where(file => !File.Exists(Path.Combine(AppContext.BaseDirectory, Path.GetFileName(file))))) session.Load(file);
        session.Add(fresh.SelectMany(package => package.Compile));
        return [.. fresh.Select(package => Path.Combine(package.Folder, "interactive-extensions", "dotnet", "extension.dib")).Where(File.Exists)];
    }

    private static string Text(Directive directive) => directive.Plain() is { } text && text.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase) ? text["nuget:".Length..].Trim() : throw directive.Fault("expected \"nuget:…\".");
}
