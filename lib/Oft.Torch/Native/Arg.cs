using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>One argument of an operator, as C# has it; the shim converts it to what the schema asks for.</summary>
/// <remarks>A null of any type is the schema's None; <see cref="Default"/> leaves the argument to its default.</remarks>
internal readonly struct Arg
{
    public readonly object? Object;
    public readonly long Bits;
    public readonly Tag Tag;
    public readonly int Extra;

    private Arg(Tag tag, object? obj = null, long bits = 0, int extra = 0) => (Tag, Object, Bits, Extra) = (tag, obj, bits, extra);

    /// <summary>Whatever the schema gives when nothing is said.</summary>
    public static Arg Default => default;

    public static Arg None => new(Tag.None);

    public static implicit operator Arg(Tensor? tensor) => tensor is null ? None : new(Tag.Tensor, tensor);
    public static implicit operator Arg(long value) => new(Tag.Int, bits: value);
    public static implicit operator Arg(int value) => new(Tag.Int, bits: value);
    public static implicit operator Arg(long? value) => value is { } v ? v : None;
    public static implicit operator Arg(double value) => new(Tag.Double, bits: BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(double? value) => value is { } v ? v : None;
    public static implicit operator Arg(bool value) => new(Tag.Bool, bits: value ? 1 : 0);
    public static implicit operator Arg(bool? value) => value is { } v ? v : None;
    public static implicit operator Arg(string? value) => value is null ? None : new(Tag.String, value);
    public static implicit operator Arg(long[]? values) => values is null ? None : new(Tag.Ints, values);
    public static implicit operator Arg(double[]? values) => values is null ? None : new(Tag.Doubles, values);
    public static implicit operator Arg(bool[]? values) => values is null ? None : new(Tag.Bools, values);
    public static implicit operator Arg(Tensor?[]? tensors) => tensors is null ? None : new(Tag.Tensors, tensors);
    public static implicit operator Arg(List<Tensor>? tensors) => tensors is null ? None : new(Tag.Tensors, tensors.ToArray());
    public static implicit operator Arg(Scalar? scalar) => scalar is null ? None : new(scalar.Tag, bits: scalar.Bits);
    public static implicit operator Arg(ScalarType type) => new(Tag.DType, bits: (long)type);
    public static implicit operator Arg(ScalarType? type) => type is { } t ? t : None;
    public static implicit operator Arg(Device? device) => device is null ? None : new(Tag.Device, bits: device.index, extra: (int)device.type);
    public static implicit operator Arg(Generator? generator) => generator is null ? None : new(Tag.Generator, generator);

    /// <summary>How an error message shows it.</summary>
    public override string ToString() => Tag switch
    {
        Tag.Default => "default",
        Tag.None => "None",
        Tag.Tensor => Op.Describe((Tensor)Object!),
        Tag.Int => Bits.ToString(),
        Tag.Double => BitConverter.Int64BitsToDouble(Bits).ToString("R"),
        Tag.Bool => Bits != 0 ? "True" : "False",
        Tag.String => $"\"{Object}\"",
        Tag.Ints => $"[{string.Join(", ", (long[])Object!)}]",
        Tag.Doubles => $"[{string.Join(", ", (double[])Object!)}]",
        Tag.Bools => $"[{string.Join(", ", (bool[])Object!)}]",
        Tag.Tensors => $"[{string.Join(", ", ((Tensor?[])Object!).Take(8).Select(Op.Describe))}{(((Tensor?[])Object!).Length > 8 ? ", …" : "")}]",
        Tag.Device => $"{(DeviceType)Extra}:{Bits}".ToLowerInvariant(),
        Tag.DType => ((ScalarType)Bits).ToString(),
        _ => Tag.ToString(),
    };
}
