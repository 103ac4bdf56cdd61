using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

// Arguments written down as libtorch takes them, and what is said where it refuses.
internal sealed unsafe partial class Op
{
    /// <summary>What a tensor looks like in an error message.</summary>
    public static string Describe(Tensor? tensor)
    {
        if (tensor is null) return "None";
        return tensor.IsInvalid ? "disposed" : $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]{(tensor.device_type == DeviceType.CPU ? "" : $" on {tensor.device}")}";
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint Live(Tensor tensor)
    {
        if (tensor.handle == 0) Disposed();
        return tensor.handle;
    }

    private static Tensor Take(in Cell cell) => new(cell.Tag == Tag.Tensor ? cell.Pointer : 0);

    private int Invoke(ReadOnlySpan<Arg> args, Cell* results, int capacity)
    {
        Resolve();
        var bytes = 0;
        foreach (ref readonly var arg in args)
            if (arg.Tag is >= Tag.String and <= Tag.Tensors) bytes += Size(arg);
        if (bytes > 4096)
        {
            var scratch = (byte*)NativeMemory.Alloc((nuint)bytes);
            try { return Invoke(args, results, capacity, scratch); }
            finally { NativeMemory.Free(scratch); }
        }
        var small = stackalloc byte[bytes + 8];
        return Invoke(args, results, capacity, small);
    }

    private int Invoke(ReadOnlySpan<Arg> args, Cell* results, int capacity, byte* scratch)
    {
        var cells = stackalloc Cell[args.Length];
        for (var i = 0; i < args.Length; i++) Write(args[i], ref cells[i], ref scratch);
        var made = Shim.oft_call(native, cells, args.Length, results, capacity);
        if (made < 0) Fail<int>(args);
        // The spans of a collection expression live in this frame's caller, so the tensors in them stay reachable until here.
        foreach (ref readonly var arg in args) GC.KeepAlive(arg.Object);
        return made;
    }

    private static int Size(in Arg arg) => arg.Object switch
    {
        long[] ints => ints.Length * 8,
        Tensor?[] tensors => tensors.Length * 8,
        double[] doubles => doubles.Length * 8,
        string text => Encoding.UTF8.GetMaxByteCount(text.Length) + 8,
        bool[] bools => bools.Length + 8,
        _ => 0,
    };

    private void Write(in Arg arg, ref Cell cell, ref byte* scratch)
    {
        cell.Tag = arg.Tag;
        cell.Count = arg.Extra;
        switch (arg.Tag)
        {
            case Tag.Tensor:
                cell.Pointer = Unsafe.As<Tensor>(arg.Object!).handle;
                if (cell.Pointer == 0) Disposed();
                break;
            case Tag.Ints:
                var ints = Unsafe.As<long[]>(arg.Object!);
                cell.Count = ints.Length;
                cell.Pointer = (nint)scratch;
                ints.CopyTo(new Span<long>(scratch, ints.Length));
                scratch += ints.Length * 8;
                break;
            case Tag.Tensors:
                var tensors = Unsafe.As<Tensor?[]>(arg.Object!);
                cell.Count = tensors.Length;
                cell.Pointer = (nint)scratch;
                foreach (var tensor in tensors)
                {
                    var handle = tensor is null ? 0 : tensor.handle;
                    if (handle == 0 && tensor is not null) Disposed();
                    *(nint*)scratch = handle;
                    scratch += 8;
                }
                break;
            case Tag.Doubles:
                var doubles = Unsafe.As<double[]>(arg.Object!);
                cell.Count = doubles.Length;
                cell.Pointer = (nint)scratch;
                doubles.CopyTo(new Span<double>(scratch, doubles.Length));
                scratch += doubles.Length * 8;
                break;
            case Tag.Bools:
                var bools = Unsafe.As<bool[]>(arg.Object!);
                cell.Count = bools.Length;
                cell.Pointer = (nint)scratch;
                for (var i = 0; i < bools.Length; i++) scratch[i] = bools[i] ? (byte)1 : (byte)0;
                scratch += (bools.Length + 7) & ~7;
                break;
            case Tag.String:
                var text = (string)arg.Object!;
                cell.Pointer = (nint)scratch;
                cell.Count = Encoding.UTF8.GetBytes(text, new Span<byte>(scratch, Encoding.UTF8.GetMaxByteCount(text.Length)));
                scratch += (cell.Count + 7) & ~7;
                break;
            case Tag.Generator:
                cell.Pointer = ((Generator)arg.Object!).Handle;
                break;
            default:
                cell.Int = arg.Bits;
                break;
        }
    }

    [DoesNotReturn]
    private void Disposed() => throw new InvalidOperationException($"{Schema}: a tensor among the arguments is disposed.");

    [DoesNotReturn]
    private void Fail(Tensor self) => Fail<int>([self]);

    [DoesNotReturn]
    private void Fail(Tensor self, Tensor other) => Fail<int>([self, other]);

    [DoesNotReturn]
    private void Fail(Tensor self, Scalar scalar) => Fail<int>([self, scalar]);

    // The reason first, then the operator, then what it was given: the three things a reader needs to find the line.
    [DoesNotReturn]
    private T Fail<T>(ReadOnlySpan<Arg> args)
    {
        var reason = args.Length > 0 && args[0].Tag == Tag.None ? "the first argument is null" : Shim.Error().TrimEnd();
        var text = new StringBuilder(reason);
        var schema = Schema;
        if (!reason.Contains(schema, StringComparison.Ordinal)) text.Append("\n  in ").Append(schema);
        text.Append("\n  called with (");
        for (var i = 0; i < args.Length; i++) text.Append(i > 0 ? ", " : "").Append(args[i].ToString());
        throw new ExternalException(text.Append(')').ToString());
    }
}
