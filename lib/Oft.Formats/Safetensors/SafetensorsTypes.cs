using System.Collections.Frozen;

namespace Oft.Formats.Safetensors;

/// <summary>How the format spells element types.</summary>
internal static class SafetensorsTypes
{
    private static readonly FrozenDictionary<string, ElementType> ByName = new Dictionary<string, ElementType>
    {
        ["BOOL"] = ElementType.Bool,
        ["U8"] = ElementType.UInt8,
        ["I8"] = ElementType.Int8,
        ["U16"] = ElementType.UInt16,
        ["I16"] = ElementType.Int16,
        ["U32"] = ElementType.UInt32,
        ["I32"] = ElementType.Int32,
        ["U64"] = ElementType.UInt64,
        ["I64"] = ElementType.Int64,
        ["F8_E4M3"] = ElementType.Float8E4M3,
        ["F8_E5M2"] = ElementType.Float8E5M2,
        ["F16"] = ElementType.Float16,
        ["BF16"] = ElementType.BFloat16,
        ["F32"] = ElementType.Float32,
        ["F64"] = ElementType.Float64,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<ElementType, string> ByType = ByName.ToFrozenDictionary(x => x.Value, x => x.Key);

    public static string Name(ElementType type) => ByType[type];

    public static ElementType Parse(string file, string tensor, string name) => ByName.TryGetValue(name, out var type)
        ? type
        : throw new DamagedFileException(file, FileFault.Type, $"'{tensor}' has dtype '{name}'; known: {string.Join(", ", ByName.Keys.Order(StringComparer.Ordinal))}.");
}
