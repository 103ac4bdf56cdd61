using System.Collections.Frozen;

namespace Oft.Formats.Torch;

/// <summary>How PyTorch names storages by element type.</summary>
internal static class TorchStorage
{
    public static FrozenDictionary<string, ElementType> Types { get; } = new Dictionary<string, ElementType>
    {
        ["torch.BoolStorage"] = ElementType.Bool,
        ["torch.ByteStorage"] = ElementType.UInt8,
        ["torch.CharStorage"] = ElementType.Int8,
        ["torch.ShortStorage"] = ElementType.Int16,
        ["torch.IntStorage"] = ElementType.Int32,
        ["torch.LongStorage"] = ElementType.Int64,
        ["torch.HalfStorage"] = ElementType.Float16,
        ["torch.BFloat16Storage"] = ElementType.BFloat16,
        ["torch.FloatStorage"] = ElementType.Float32,
        ["torch.DoubleStorage"] = ElementType.Float64,
    }.ToFrozenDictionary();

    public static FrozenDictionary<ElementType, string> Names { get; } = Types.ToFrozenDictionary(x => x.Value, x => x.Key);
}
