using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>What a cell carries; the numbers of <c>oft_tag</c> in oft_torch.h.</summary>
internal enum Tag
{
    Default, None, Tensor, Int, Double, Bool, String, Ints, Doubles, Bools, Tensors, Device, Generator, DType,
}

/// <summary>One argument or result on its way through the shim: <c>oft_cell</c> in oft_torch.h.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct Cell
{
    [FieldOffset(0)] public Tag Tag;
    [FieldOffset(4)] public int Count;
    [FieldOffset(8)] public long Int;
    [FieldOffset(8)] public double Double;
    [FieldOffset(8)] public nint Pointer;

    public static Cell Of(double value) => new() { Tag = Tag.Double, Double = value };

    public static Cell Of(long value) => new() { Tag = Tag.Int, Int = value };
}

/// <summary>What a tensor is: <c>oft_meta</c> in oft_torch.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Meta
{
    public int DType, DeviceType, DeviceIndex, Dims;
    public long Numel, ItemSize, StorageOffset;
    public int RequiresGrad, IsLeaf, Contiguous, Sparse;
}
