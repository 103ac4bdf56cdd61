using Oft.Formats;
using Oft.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Weights;

/// <summary>Copies arrays of a file into weights, name by name, and misses none on either side.</summary>
internal static class WeightFile
{
    /// <summary>Fills weights from a file.</summary>
    /// <param name="file">Arrays by name.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <param name="wanted">The file's name of every weight, and the weight.</param>
    /// <param name="known">Names that may stand in the file without being wanted.</param>
    /// <param name="rounding">Values are rounded to this precision on their way; null keeps the file's.</param>
    /// <exception cref="CheckpointException">A name is missing or unknown, or a shape differs.</exception>
    public static void Fill(ITensorFile file, string source, IReadOnlyDictionary<string, Tensor> wanted, Func<string, bool> known, ScalarType? rounding)
    {
        Expect(file, source, wanted, known);
        foreach (var (name, weight) in wanted) Copy(file, source, name, weight, rounding);
    }

    /// <summary>Lets weights lie in the file where that is possible, and copies the others. Names and shapes are asked as in <see cref="Fill"/>.</summary>
    /// <exception cref="CheckpointException">A name is missing or unknown, or a shape differs.</exception>
    public static void Map(ITensorFile file, string source, IReadOnlyDictionary<string, Tensor> wanted)
    {
        Expect(file, source, wanted, _ => false);
        var files = new Dictionary<string, MappedTensor>();
        try
        {
            foreach (var (name, weight) in wanted)
            {
                var entry = file.Tensors[name];
                if (file.Place(name) is not { } place || StoredTensors.Dtype(entry) != weight.dtype || place.Offset % weight.element_size() != 0 || !entry.Shape.SequenceEqual(weight.shape))
                {
                    Copy(file, source, name, weight);
                    continue;
                }
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                if (!files.TryGetValue(place.Path, out var mapped)) files[place.Path] = mapped = MappedTensor.Open(place.Path);
                weight.set_(mapped.At(place.Offset, weight.shape, weight.dtype));
            }
        }
        finally
        {
            // The weights keep their files open.
            foreach (var mapped in files.Values) mapped.Dispose();
        }
    }

    private static void Expect(ITensorFile file, string source, IReadOnlyDictionary<string, Tensor> wanted, Func<string, bool> known)
    {
        Quantized.Refuse(source, file);
        var missing = wanted.Keys.Where(name => !file.Tensors.ContainsKey(name)).Order().ToList();
        var unknown = file.Tensors.Keys.Where(name => !wanted.ContainsKey(name) && !known(name)).Order().ToList();
        if (missing.Count + unknown.Count > 0)
            throw new CheckpointException(source, $"the weights do not fit this model; missing: {Some(missing)}; unknown: {Some(unknown)}.");
    }

    /// <summary>Copies one array.</summary>
    public static void Copy(ITensorFile file, string source, string name, Tensor weight, ScalarType? rounding = null)
    {
        var entry = file.Tensors[name];
        if (!entry.Shape.SequenceEqual(weight.shape))
            throw new CheckpointException(source, $"{name}: expected [{string.Join(", ", weight.shape)}], got [{string.Join(", ", entry.Shape)}].");
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var values = file.Tensor(name);
        weight.copy_(rounding is { } precision ? values.to(precision) : values);
    }

    private static string Some(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");
}
