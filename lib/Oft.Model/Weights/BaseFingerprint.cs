using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Oft.Formats;
using Oft.Formats.Safetensors;

namespace Oft.Model.Weights;

/// <summary>What tells one base model from another: a checksum of its weights by name, whatever the shards they lie in.</summary>
/// <remarks>
/// <code>
/// SHA-256 over all arrays in the order of their names: name, type, shape, bytes
/// </code>
/// Adapters carry it, so that a merge knows its base.
/// </remarks>
public static class BaseFingerprint
{
    /// <summary>The key in an adapter's metadata.</summary>
    public const string Key = "base_sha256";

    /// <summary>Of the merged weights in a folder; reads every byte once.</summary>
    /// <exception cref="DamagedFileException">A file is damaged.</exception>
    public static string Of(string folder)
    {
        using var file = ShardedSafetensors.Open(folder);
        return Of(file);
    }

    /// <summary>Of an open file.</summary>
    public static string Of(ITensorFile file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[8];
        foreach (var (name, entry) in file.Tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var text = Encoding.UTF8.GetBytes($"{name}|{entry.Type}|{string.Join(',', entry.Shape)}\n");
            BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
            hash.AppendData(length);
            hash.AppendData(text);
            hash.AppendData(file.Bytes(name));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
