using System.Text.Json;
using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace Oft.Training.Runs;

/// <summary>Precisions as everybody spells them: float32, bfloat16, float16.</summary>
internal sealed class ScalarTypeJson : JsonConverter<ScalarType>
{
    public override ScalarType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        "float32" => ScalarType.Float32,
        "bfloat16" => ScalarType.BFloat16,
        "float16" => ScalarType.Float16,
        var other => throw new JsonException($"precision: expected float32, bfloat16 or float16, got '{other}'."),
    };

    public override void Write(Utf8JsonWriter writer, ScalarType value, JsonSerializerOptions options) => writer.WriteStringValue(value switch
    {
        ScalarType.BFloat16 => "bfloat16",
        ScalarType.Float16 => "float16",
        _ => "float32",
    });
}
