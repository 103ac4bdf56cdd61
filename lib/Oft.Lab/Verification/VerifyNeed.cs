using System.Security.Cryptography;
using System.Text.Json;

namespace Oft.Lab.Verification;

/// <summary>Something outside the folder that some of its groups need.</summary>
/// <param name="Name">As groups refer to it.</param>
/// <param name="Folder">Where it was found, null when missing.</param>
/// <param name="Missing">Why it counts as missing, null when found.</param>
/// <param name="Version">Which of the known releases it is, by the hashes of its files; null when it is none or none are known.</param>
public sealed record VerifyNeed(string Name, string? Folder, string? Missing, string? Version)
{
    /// <summary>Looks where the option, the environment variable or the default says.</summary>
    internal static VerifyNeed Find(string name, JsonElement json, string beside, VerifyNeeds needs)
    {
        var (option, environment) = (json.Text("option"), json.Text("environment"));
        var folder = needs.Given(option, environment)
            ?? (json.Text("default") is { } standard && Directory.Exists(Path.Combine(beside, standard)) ? Path.Combine(beside, standard) : null);
        if (folder is null) return new(name, null, $"{name}: give {option} or set {environment}", null);
        folder = Path.GetFullPath(folder);
        var missing = Expected(json).FirstOrDefault(x => !Path.Exists(Path.Combine(folder, x)));
        if (missing is not null) return new(name, null, $"{name}: {folder} has no {missing}", null);
        foreach (var hash in json.Member("sha256") is { } hashes ? hashes.EnumerateObject() : default)
            if (!HasHash(Path.Combine(folder, hash.Name), hash.Value.GetString()))
                return new(name, null, $"{name}: {hash.Name} in {folder} is another file than the one recorded with", null);
        var version = json.Member("versions") is { } versions
            ? versions.EnumerateObject().FirstOrDefault(x => x.Value.EnumerateObject().All(y => HasHash(Path.Combine(folder, y.Name), y.Value.GetString())))
            : default;
        return new(name, folder, null, version.Value.ValueKind == JsonValueKind.Undefined ? null : version.Name);
    }

    private static IEnumerable<string> Expected(JsonElement json) =>
        json.Texts("contains").Concat(json.Texts("folders").SelectMany(folder => json.Texts("files_in_each").Select(file => $"{folder}/{file}").Prepend(folder)));

    private static bool HasHash(string path, string? sha256)
    {
        if (!File.Exists(path)) return false;
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == sha256;
    }
}
