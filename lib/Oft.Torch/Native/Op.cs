using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>An operator of libtorch, named by its schema and found when it is first called.</summary>
/// <remarks>
/// The overload is always spelled out, so nothing is resolved at run time. Arguments go by position; those left out take the
/// schema's defaults. Every failure names the schema and what was passed.
/// </remarks>
internal sealed unsafe class Op
{
    // enum class Direct of operators.h
    private const int Unary = 1, UnaryInPlace = 2, Binary = 3, BinaryInPlace = 4, BinaryAlpha = 5, BinaryAlphaInPlace = 6, ByScalar = 7, ByScalarInPlace = 8;

    private readonly string[] names;
    private nint native;
    private int direct;
    private bool searched;

    private Op(string[] names) => this.names = names;

    /// <summary>An operator by its name, <c>aten::add.Tensor</c>; of several names the first that this libtorch has.</summary>
    public static Op Get(params string[] names) => new(names);

    /// <summary>The name it was found under, or the first one asked for.</summary>
    public string Name { get; private set => field = value; } = "";

    /// <summary>Whether this libtorch has it.</summary>
    public bool Exists
    {
        get
        {
            if (!searched) Search();
            return native != 0;
        }
    }

    /// <summary>Its schema as libtorch prints it, or its name where it does not exist.</summary>
    public string Schema => Exists ? Shim.Text(Shim.oft_op_schema(native))! : names[0];

    /// <summary>All names it may have, as asked for.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>One tensor in, one tensor out.</summary>
    public Tensor T(Tensor self)
    {
        if (self is not null && Found && direct == Unary)
        {
            nint result;
            var status = Shim.oft_call_unary(native, Live(self), &result);
            if (status < 0) Fail(self);
            GC.KeepAlive(self);
            return new Tensor(result);
        }
        return T([self]);
    }

    /// <summary>Two tensors in, one tensor out.</summary>
    public Tensor Two(Tensor self, Tensor other)
    {
        if (self is not null && other is not null && Found && direct is Binary or BinaryAlpha)
        {
            nint result;
            var status = Shim.oft_call_binary(native, Live(self), Live(other), &result);
            if (status < 0) Fail(self, other);
            GC.KeepAlive(self);
            GC.KeepAlive(other);
            return new Tensor(result);
        }
        return T([self, other]);
    }

    /// <summary>The tensor overload of an arithmetic operator with a number beside the tensor; <paramref name="reversed"/> puts the number on the left.</summary>
    public Tensor Number(Tensor self, Cell number, bool reversed = false)
    {
        nint result;
        Resolve();
        if (self is null || Shim.oft_call_number(native, Live(self), &number, reversed ? 1 : 0, &result) < 0)
            return Fail<Tensor>([self, number.Tag == Tag.Double ? number.Double : number.Int]);
        GC.KeepAlive(self);
        return new Tensor(result);
    }

    /// <summary><see cref="Number"/> in place.</summary>
    public Tensor NumberInPlace(Tensor self, Cell number)
    {
        nint result;
        Resolve();
        if (self is null || Shim.oft_call_number(native, Live(self), &number, 0, &result) < 0)
            return Fail<Tensor>([self, number.Tag == Tag.Double ? number.Double : number.Int]);
        GC.KeepAlive(self);
        return self;
    }

    /// <summary>A tensor and a number in, a tensor out.</summary>
    public Tensor By(Tensor self, Scalar scalar)
    {
        if (self is not null && scalar is not null && Found && direct == ByScalar)
        {
            nint result;
            var number = scalar.Cell;
            if (Shim.oft_call_scalar(native, Live(self), &number, &result) < 0) Fail(self, scalar);
            GC.KeepAlive(self);
            return new Tensor(result);
        }
        return T([self, scalar]);
    }

    /// <summary>A tensor and a list of lengths or dimensions in, a tensor out. Without this overload C# would make a tensor of the list.</summary>
    public Tensor T(Tensor self, long[] list) => T([self, list]);

    /// <summary>Changes the tensor in place and gives it back.</summary>
    public Tensor I(Tensor self)
    {
        if (self is not null && Found && direct == UnaryInPlace)
        {
            nint result;
            if (Shim.oft_call_unary(native, Live(self), &result) < 0) Fail(self);
            GC.KeepAlive(self);
            return self;
        }
        return I([self]);
    }

    /// <summary>Changes the first tensor in place by the second and gives it back.</summary>
    public Tensor TwoInPlace(Tensor self, Tensor other)
    {
        if (self is not null && other is not null && Found && direct is BinaryInPlace or BinaryAlphaInPlace)
        {
            nint result;
            if (Shim.oft_call_binary(native, Live(self), Live(other), &result) < 0) Fail(self, other);
            GC.KeepAlive(self);
            GC.KeepAlive(other);
            return self;
        }
        return I([self, other]);
    }

    /// <summary>Changes the tensor in place by a number and gives it back.</summary>
    public Tensor ByInPlace(Tensor self, Scalar scalar)
    {
        if (self is not null && scalar is not null && Found && direct == ByScalarInPlace)
        {
            nint result;
            var number = scalar.Cell;
            if (Shim.oft_call_scalar(native, Live(self), &number, &result) < 0) Fail(self, scalar);
            GC.KeepAlive(self);
            return self;
        }
        return I([self, scalar]);
    }

    /// <summary>One tensor out.</summary>
    public Tensor T(params ReadOnlySpan<Arg> args)
    {
        Cell result;
        Invoke(args, &result, 1);
        return Take(result);
    }

    /// <summary>One tensor out, or null where the operator gives none.</summary>
    public Tensor? Optional(params ReadOnlySpan<Arg> args)
    {
        Cell result;
        Invoke(args, &result, 1);
        return result.Tag == Tag.Tensor ? new Tensor(result.Pointer) : null;
    }

    /// <summary>Two tensors out.</summary>
    public (Tensor, Tensor) T2(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc Cell[2];
        Invoke(args, results, 2);
        return (Take(results[0]), Take(results[1]));
    }

    /// <summary>Three tensors out.</summary>
    public (Tensor, Tensor, Tensor) T3(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc Cell[3];
        Invoke(args, results, 3);
        return (Take(results[0]), Take(results[1]), Take(results[2]));
    }

    /// <summary>Four tensors out.</summary>
    public (Tensor, Tensor, Tensor, Tensor) T4(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc Cell[4];
        Invoke(args, results, 4);
        return (Take(results[0]), Take(results[1]), Take(results[2]), Take(results[3]));
    }

    /// <summary>A list of tensors out.</summary>
    public Tensor[] List(params ReadOnlySpan<Arg> args)
    {
        Cell result;
        Invoke(args, &result, 1);
        var tensors = new Tensor[result.Count];
        var handles = (nint*)result.Pointer;
        for (var i = 0; i < tensors.Length; i++) tensors[i] = new Tensor(handles[i]);
        return tensors;
    }

    /// <summary>Changes its first argument in place and gives that back.</summary>
    public Tensor I(params ReadOnlySpan<Arg> args)
    {
        Run(args);
        return (Tensor)args[0].Object!;
    }

    /// <summary>Called for what it changes; whatever it returns is let go.</summary>
    public void Run(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc Cell[4];
        var made = Invoke(args, results, 4);
        for (var i = 0; i < made && i < 4; i++)
        {
            if (results[i].Tag == Tag.Tensor) Shim.oft_release(results[i].Pointer);
            if (results[i].Tag == Tag.Tensors)
                for (var k = 0; k < results[i].Count; k++) Shim.oft_release(((nint*)results[i].Pointer)[k]);
        }
    }

    /// <summary>A truth out.</summary>
    public bool B(params ReadOnlySpan<Arg> args)
    {
        Cell result;
        Invoke(args, &result, 1);
        return result.Int != 0;
    }

    /// <summary>A number out.</summary>
    public double D(params ReadOnlySpan<Arg> args)
    {
        Cell result;
        Invoke(args, &result, 1);
        return result.Tag == Tag.Double ? result.Double : result.Int;
    }

    /// <summary>What a tensor looks like in an error message.</summary>
    public static string Describe(Tensor? tensor)
    {
        if (tensor is null) return "None";
        return tensor.IsInvalid ? "disposed" : $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]{(tensor.device_type == DeviceType.CPU ? "" : $" on {tensor.device}")}";
    }

    private bool Found
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => native != 0 || Exists;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint Live(Tensor tensor)
    {
        if (tensor.handle == 0) Disposed();
        return tensor.handle;
    }

    private static Tensor Take(in Cell cell) => new(cell.Tag == Tag.Tensor ? cell.Pointer : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Resolve()
    {
        if (native == 0 && !Exists)
            throw new NotSupportedException($"this libtorch ({Shim.Text(Shim.oft_version())}) has no operator {string.Join(" or ", names)}");
    }

    private void Search()
    {
        foreach (var name in names)
        {
            var dot = name.IndexOf('.');
            nint found;
            fixed (byte* basic = Encoding.UTF8.GetBytes((dot < 0 ? name : name[..dot]) + '\0'))
            fixed (byte* overload = Encoding.UTF8.GetBytes((dot < 0 ? "" : name[(dot + 1)..]) + '\0'))
                if (Shim.Check(Shim.oft_op_find(basic, overload, &found), name) == 0) continue;
            Name = name;
            direct = Shim.oft_op_direct(found);
            native = found;
            break;
        }
        searched = true;
    }

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
