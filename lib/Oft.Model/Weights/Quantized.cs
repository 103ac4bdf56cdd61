using System.Text.Json;
using Oft.Formats;
using static TorchSharp.torch;

namespace Oft.Model.Weights;

/// <summary>8-bit and 4-bit checkpoints, which are refused by name wherever they show: in what is asked for, in the configuration, in the weights.</summary>
internal static class Quantized
{
    private const string Supported = "8-bit and 4-bit weights are not supported here; supported are bfloat16, float16 and float32. Give the folder they were quantised from, and choose one of these.";

    /// <summary>Refuses a precision that nothing can be computed in.</summary>
    /// <exception cref="CheckpointException">It is no floating-point type.</exception>
    public static ScalarType Checked(string folder, ScalarType dtype) => dtype is ScalarType.BFloat16 or ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64
        ? dtype
        : throw new CheckpointException(folder, $"dtype: got {dtype}. {Supported}");

    /// <summary>The precision that a configuration names.</summary>
    /// <exception cref="CheckpointException">It is none of the three.</exception>
    public static ScalarType Named(string folder, string name) => name switch
    {
        "bfloat16" => ScalarType.BFloat16,
        "float32" => ScalarType.Float32,
        "float16" => ScalarType.Float16,
        _ => throw new CheckpointException(folder, $"torch_dtype: got '{name}'. {Supported}"),
    };

    /// <summary>Refuses a configuration of quantised weights.</summary>
    /// <exception cref="CheckpointException">It names a quantisation.</exception>
    // bitsandbytes through transformers writes quantization_config and leaves torch_dtype at float16.
    public static void Refuse(string path, JsonElement config)
    {
        if (config.TryGetProperty("quantization_config", out var how) && how.ValueKind == JsonValueKind.Object)
            throw new CheckpointException(path, $"quantization_config: {Kind(how)}. {Supported}");
    }

    /// <summary>Refuses files of quantised weights.</summary>
    /// <exception cref="CheckpointException">An array is of whole numbers, or belongs to a quantisation.</exception>
    public static void Refuse(string source, ITensorFile file)
    {
        var found = file.Tensors.Values.FirstOrDefault(entry =>
            entry.Type is ElementType.Int8 or ElementType.UInt8 || entry.Name.EndsWith(".SCB", StringComparison.Ordinal) || entry.Name.EndsWith(".absmax", StringComparison.Ordinal));
        if (found is not null) throw new CheckpointException(source, $"{found.Name}: {found.Type} numbers of a quantised layer. {Supported}");
    }

    private static string Kind(JsonElement how)
    {
        bool Says(string name) => how.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
        return Says("load_in_8bit") ? "8-bit" : Says("load_in_4bit") ? "4-bit" : how.GetRawText();
    }
}
