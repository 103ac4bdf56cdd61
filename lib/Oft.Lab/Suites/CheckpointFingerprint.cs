using System.Security.Cryptography;
using System.Text;

namespace Oft.Lab.Suites;

/// <summary>Hashes that tell a checkpoint folder from every other: for ledgers, and for who asks a server what it serves.</summary>
/// <param name="Weights">SHA-256 over names and hashes of the files with weights.</param>
/// <param name="Recipe">The same over configuration, statistics and tokenizer.</param>
public sealed record CheckpointFingerprint(string Weights, string Recipe)
{
    private static readonly string[] weightEndings = [".safetensors", ".pt", ".bin"];
    private static readonly string[] recipeFiles = ["config.json", "oft.json", "baseline.json", "dataset_statistics.json", "preprocessor_config.json", "tokenizer.json", "tokenizer.model"];

    /// <summary>Reads a folder; seconds for gigabytes.</summary>
    public static CheckpointFingerprint Of(string folder)
    {
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
        return new(Hash(files.Where(file => weightEndings.Contains(Path.GetExtension(file)))), Hash(files.Where(file => recipeFiles.Contains(Path.GetFileName(file)))));
    }

    private static string Hash(IEnumerable<string> files)
    {
        var lines = new StringBuilder();
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file);
            lines.Append(Path.GetFileName(file)).Append(' ').Append(Convert.ToHexStringLower(SHA256.HashData(stream))).Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString())));
    }
}
