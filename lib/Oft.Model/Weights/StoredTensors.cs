using Oft.Formats;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Weights;

/// <summary>Arrays of a file as tensors.</summary>
public static class StoredTensors
{
    extension(ITensorFile file)
    {
        /// <summary>A copy of one array, on the CPU, in the file's own type.</summary>
        /// <exception cref="KeyNotFoundException">The file has no array of this name.</exception>
        /// <exception cref="NotSupportedException">libtorch has no such type.</exception>
        public Tensor Tensor(string name)
        {
            if (!file.Tensors.TryGetValue(name, out var entry)) throw new KeyNotFoundException($"'{name}' is not in the file, which holds {file.Tensors.Count} arrays.");
            var values = empty([.. entry.Shape], dtype: Dtype(entry));
            file.Bytes(name).CopyTo(values.bytes);
            return values;
        }
    }

    internal static ScalarType Dtype(TensorEntry entry) => entry.Type switch
    {
        ElementType.Bool => ScalarType.Bool,
        ElementType.UInt8 => ScalarType.Byte,
        ElementType.Int8 => ScalarType.Int8,
        ElementType.Int16 => ScalarType.Int16,
        ElementType.Int32 => ScalarType.Int32,
        ElementType.Int64 => ScalarType.Int64,
        ElementType.Float16 => ScalarType.Float16,
        ElementType.BFloat16 => ScalarType.BFloat16,
        ElementType.Float32 => ScalarType.Float32,
        ElementType.Float64 => ScalarType.Float64,
        _ => throw new NotSupportedException($"{entry.Name}: libtorch has no {entry.Type}; convert it to bfloat16 or float32."),
    };
}
