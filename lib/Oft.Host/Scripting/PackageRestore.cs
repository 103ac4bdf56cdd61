using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Oft.Host.Scripting;

/// <summary>Lets the SDK restore packages: a small project in a folder named after what is asked, then its list of assets.</summary>
/// <remarks>Fixed versions are restored once for all notebooks; a floating version is asked for each time.</remarks>
internal static class PackageRestore
{
    private static readonly string framework = $"net{Environment.Version.Major}.0";

    /// <summary>Restores.</summary>
    /// <exception cref="CellFault">The SDK could not; says why in its words.</exception>
    public static async Task<IReadOnlyList<RestoredPackage>> RunAsync(Directive directive, IReadOnlyDictionary<string, string> packages, IReadOnlyList<string> sources, CancellationToken cancellation)
    {
        var project = Project(packages, sources);
        var folder = Path.Combine(Cache, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..16]);
        var assets = Path.Combine(folder, "obj", "project.assets.json");
        if (packages.Values.Any(version => version.Contains('*')) || !File.Exists(Path.Combine(folder, "restored")) || !Read(assets).All(Exists))
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "packages.csproj"), project, cancellation);
            await RestoreAsync(directive, folder, cancellation);
            await File.WriteAllTextAsync(Path.Combine(folder, "restored"), "", cancellation);
        }
        return Read(assets);
    }

    private static string Cache => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } local ? local : Path.GetTempPath(), "oft", "packages");

    private static string Project(IReadOnlyDictionary<string, string> packages, IReadOnlyList<string> sources) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>{framework}</TargetFramework>
            <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
            <SelfContained>false</SelfContained>
            <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
            <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
            <RestoreAdditionalProjectSources>{Escape(string.Join(';', sources))}</RestoreAdditionalProjectSources>
            <NoWarn>$(NoWarn);NU1701;NU1603</NoWarn>
          </PropertyGroup>
          <ItemGroup>
        {string.Concat(packages.OrderBy(package => package.Key, StringComparer.OrdinalIgnoreCase).Select(package => $"    <PackageReference Include=\"{Escape(package.Key)}\" Version=\"{Escape(package.Value)}\" />\n"))}  </ItemGroup>
        </Project>
        """;

    private static async Task RestoreAsync(Directive directive, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", ["restore", "packages.csproj", "-nologo", "-v", "quiet", "-clp:NoSummary"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What a surrounding build left in the environment would steer this one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        using var restore = Process.Start(start) ?? throw directive.Fault("dotnet could not be started to restore packages.");
        using var end = cancellation.Register(() => restore.Kill(entireProcessTree: true));
        var said = restore.StandardError.ReadToEndAsync(CancellationToken.None);
        var text = await restore.StandardOutput.ReadToEndAsync(CancellationToken.None) + await said;
        await restore.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        if (restore.ExitCode == 0) return;
        var reasons = text.Split('\n').Where(line => line.Contains("error")).Select(line => line[(line.IndexOf("error", StringComparison.Ordinal))..].Split(" [")[0].Trim()).Distinct().Take(5).ToList();
        throw directive.Fault($"{directive.Plain()} could not be restored: {(reasons.Count > 0 ? string.Join(" ", reasons) : text.Trim())} Name a source with #i \"nuget:SOURCE\", or check the name, the version and the network.");
    }

    private static List<RestoredPackage> Read(string assets)
    {
        if (!File.Exists(assets)) return [];
        var root = JsonNode.Parse(File.ReadAllBytes(assets))!;
        var folders = root["packageFolders"]!.AsObject().Select(folder => folder.Key).ToList();
        var target = root["targets"]!.AsObject().OrderByDescending(one => one.Key.Length).First().Value!.AsObject();
        return [.. target.Where(one => (string?)one.Value!["type"] == "package").Select(one =>
        {
            var folder = folders.Select(place => Path.Combine(place, (string)root["libraries"]![one.Key]!["path"]!)).FirstOrDefault(Directory.Exists) ?? "";
            return new RestoredPackage(one.Key.Split('/')[0], one.Key.Split('/')[1], folder, Files("compile"), Files("runtime"), Files("native"));

            List<string> Files(string kind) => [.. (one.Value![kind] as JsonObject ?? []).Select(file => file.Key).Where(file => !file.EndsWith("_._", StringComparison.Ordinal)).Select(file => Path.Combine(folder, file))];
        })];
    }

    private static bool Exists(RestoredPackage package) => package.Compile.Concat(package.Runtime).Concat(package.Native).All(File.Exists);

    private static string Escape(string text) => SecurityElement.Escape(text);
}
