using System.Security.Cryptography;
using System.Text.Json;

namespace Oft.Data.Statistics;

/// <summary>SHA-256 of whole files, remembered beside them so that a large data set is hashed once.</summary>
/// <remarks>
/// A remembered digest is used while length and time of change are those it was taken at; any other file is read again.
/// A folder that cannot be written to is no error: its files are hashed every time.
/// </remarks>
internal static class ContentDigests
{
    private const string fileName = "oft_digests.json";

    /// <summary>The digests of files in one folder, in the order given; a missing file is left out, since reading it will say what is missing.</summary>
    public static IReadOnlyList<(string Name, string Sha256)> Of(string folder, IEnumerable<string> files)
    {
        var known = Read(folder);
        var fresh = new Dictionary<string, Remembered>();
        var digests = new List<(string, string)>();
        foreach (var file in files.Select(file => new FileInfo(file)).Where(file => file.Exists))
        {
            var seen = known.GetValueOrDefault(file.Name);
            if (seen is null || seen.Length != file.Length || seen.ChangedTicks != file.LastWriteTimeUtc.Ticks)
            {
                using var stream = file.OpenRead();
                seen = new(file.Length, file.LastWriteTimeUtc.Ticks, Convert.ToHexStringLower(SHA256.HashData(stream)));
            }
            fresh[file.Name] = seen;
            digests.Add((file.Name, seen.Sha256));
        }
        if (!fresh.OrderBy(x => x.Key).SequenceEqual(known.OrderBy(x => x.Key))) Write(folder, fresh);
        return digests;
    }

    private static Dictionary<string, Remembered> Read(string folder)
    {
        var path = Path.Combine(folder, fileName);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, Remembered>>(File.ReadAllBytes(path)) ?? [] : [];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];                                                          // a torn memory is made again
        }
    }

    private static void Write(string folder, Dictionary<string, Remembered> digests)
    {
        var path = Path.Combine(folder, fileName);
        var part = $"{path}.{Environment.ProcessId}.part";
        try
        {
            File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(digests));
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private sealed record Remembered(long Length, long ChangedTicks, string Sha256);
}
