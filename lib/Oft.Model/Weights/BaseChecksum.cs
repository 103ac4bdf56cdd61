using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Oft.Formats;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Weights;

/// <summary>What tells one base model from another: SHA-256 of its weights' names, shapes and values.</summary>
/// <remarks>Values count as float32 and names in ordinal order, so the same weights have the same checksum in any number of shards, and in bfloat16 as in float32.</remarks>
public static class BaseChecksum
{
    /// <summary>The key of an adapter's metadata that holds its base's checksum.</summary>
    public const string MetadataKey = "oft_base_sha256";

    /// <summary>Of a folder's merged weights.</summary>
    /// <param name="folder">With <c>model.safetensors</c> or shards.</param>
    /// <param name="read">Called with the arrays read so far and all there are.</param>
    public static string Of(string folder, Action<int, int>? read = null)
    {
        using var file = Oft.Formats.Safetensors.ShardedSafetensors.Open(folder);
        return Of(file.Tensors.Keys, name => file.Tensor(name), read);
    }

    /// <summary>Of a model's base weights: adapters, FiLM, heads and projectors of numbers do not count.</summary>
    public static string Of(OftModel model)
    {
        var weights = model.named_parameters().Where(named => UpstreamNames.IsBase(named.name)).ToDictionary(named => UpstreamNames.Merged(named.name), named => (Tensor)named.parameter);
        return Of(weights.Keys, name => weights[name].detach(), read: null);
    }

    private static string Of(IEnumerable<string> names, Func<string, Tensor> weight, Action<int, int>? read)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] sorted = [.. names.Order(StringComparer.Ordinal)];
        for (var i = 0; i < sorted.Length; i++)
        {
            using var scope = NewDisposeScope();
            var values = weight(sorted[i]);
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sorted[i]} [{string.Join(',', values.shape)}]\n")));
            hash.AppendData(values.to(ScalarType.Float32).cpu().contiguous().bytes);
            read?.Invoke(i + 1, sorted.Length);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
