using Oft.Formats;
using Oft.Formats.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Weights;

/// <summary>Writes tensors by name into a safetensors file, each in its own precision.</summary>
public static class TensorFile
{
    /// <summary>Writes a file; it appears whole or not at all.</summary>
    /// <param name="path">Replaced where it exists.</param>
    /// <param name="tensors">On any device.</param>
    /// <param name="metadata">Free text by key; <c>format: pt</c> when null.</param>
    /// <param name="written">Called after every tensor with its bytes.</param>
    public static void Write(string path, IReadOnlyList<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata = null, Action<long>? written = null)
    {
        using var writer = new SafetensorsWriter(path, tensors.Select(one => Entry(one.Name, one.Tensor)), metadata);
        foreach (var (name, tensor) in tensors)
        {
            using var scope = NewDisposeScope();
            var bytes = tensor.detach().cpu().contiguous().bytes;
            writer.Write(name, bytes);
            written?.Invoke(bytes.Length);
        }
        writer.Complete();
    }

    internal static TensorEntry Entry(string name, Tensor tensor) => new(name, tensor.dtype switch
    {
        ScalarType.BFloat16 => ElementType.BFloat16,
        ScalarType.Float16 => ElementType.Float16,
        ScalarType.Float32 => ElementType.Float32,
        ScalarType.Float64 => ElementType.Float64,
        ScalarType.Int64 => ElementType.Int64,
        ScalarType.Byte => ElementType.UInt8,
        var other => throw new NotSupportedException($"{name}: {other} is not written; cast it to bfloat16 or float32."),
    }, tensor.shape);
}
