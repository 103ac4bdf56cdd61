using static TorchSharp.torch;

namespace Oft.Model.Language;

/// <summary>Keys and values of positions that were read already, one pair per layer. Only the autoregressive baseline needs it.</summary>
public sealed class KeyValueCache
{
    private readonly List<(Tensor Keys, Tensor Values)> layers = [];

    /// <summary>Positions in the cache.</summary>
    public long Length => layers.Count == 0 ? 0 : layers[0].Keys.shape[2];

    /// <summary>[B, H, T, d] keys of a layer, rotated already.</summary>
    public Tensor Keys(int layer) => layers[layer].Keys;

    /// <summary>Adds new positions and returns all of them.</summary>
    /// <param name="layer">Which layer.</param>
    /// <param name="keys">[B, H, new, d], rotated.</param>
    /// <param name="values">[B, H, new, d]</param>
    internal (Tensor Keys, Tensor Values) Extend(int layer, Tensor keys, Tensor values)
    {
        if (layer == layers.Count) layers.Add((keys, values));
        else layers[layer] = (cat([layers[layer].Keys, keys], 2), cat([layers[layer].Values, values], 2));
        return layers[layer];
    }
}
