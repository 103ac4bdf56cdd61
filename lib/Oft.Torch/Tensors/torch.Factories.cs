using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static unsafe partial class torch
{
    private static ScalarType defaultType = ScalarType.Float32;
    private static Device? defaultDevice;   // null: the processor

    /// <summary>The type of new tensors that name none.</summary>
    public static ScalarType get_default_dtype() => defaultType;

    /// <summary>Sets the type of new tensors that name none.</summary>
    public static void set_default_dtype(ScalarType dtype) => defaultType = dtype;

    /// <summary>Where new tensors that name no device are made.</summary>
    public static Device get_default_device() => defaultDevice ?? CPU;

    /// <summary>Sets where new tensors that name no device are made.</summary>
    public static void set_default_device(Device device) => defaultDevice = device;

    /// <summary>Numbers from 0 to before stop, by 1.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>Numbers from start to before stop, by 1.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>Numbers from start to before stop, by step.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var whole = start.Tag != Tag.Double && stop.Tag != Tag.Double && step.Tag != Tag.Double;
        return Fresh(Aten.arange_start_step.T(start, stop, step, dtype ?? (whole ? ScalarType.Int64 : defaultType), Arg.Default, Place(device)), requires_grad);
    }

    /// <summary>So many numbers from start to end, evenly spaced, both included.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Fresh(Aten.linspace.T(start, end, steps, Type(dtype), Arg.Default, Place(device)), requires_grad);

    /// <summary>So many numbers from base^start to base^end, evenly spaced in the exponent.</summary>
    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Fresh(Aten.logspace.T(start, end, steps, @base, Type(dtype), Arg.Default, Place(device)), requires_grad);

    /// <summary>Ones on the diagonal, zeros elsewhere.</summary>
    public static Tensor eye(long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Fresh(Aten.eye_m.T(rows, columns < 0 ? rows : columns, Type(dtype), Arg.Default, Place(device)), requires_grad, names);

    /// <summary>Zeros in the shape of another tensor.</summary>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Fresh(Aten.zeros_like.T(input, dtype, Arg.Default, device), requires_grad, names);

    /// <summary>Ones in the shape of another tensor.</summary>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Fresh(Aten.ones_like.T(input, dtype, Arg.Default, device), requires_grad, names);

    /// <summary>Whatever memory held, in the shape of another tensor.</summary>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Fresh(Aten.empty_like.T(input, dtype, Arg.Default, device), requires_grad, names);

    /// <summary>One number in the shape of another tensor.</summary>
    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Fresh(Aten.full_like.T(input, value, dtype, Arg.Default, device), requires_grad, names);

    /// <summary>The places of the part of a matrix on and below a diagonal: [2, count].</summary>
    public static Tensor tril_indices(long row, long col, long offset = 0L, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Aten.tril_indices.T(row, col, offset, dtype, Arg.Default, Place(device));

    /// <summary>The places of the part of a matrix on and above a diagonal: [2, count].</summary>
    public static Tensor triu_indices(long row, long col, long offset = 0L, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Aten.triu_indices.T(row, col, offset, dtype, Arg.Default, Place(device));

    /// <summary>A tensor with a copy of an array's numbers, in its shape.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>A tensor with a copy of an array's numbers, in its shape.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var type = TypeOf(rawArray.GetType().GetElementType()!);
        var sizes = new long[rawArray.Rank];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = rawArray.GetLength(i);
        var made = empty(sizes, type);
        var pinned = GCHandle.Alloc(rawArray, GCHandleType.Pinned);
        try { Shim.Check(Shim.oft_copy_in(made.Handle, (void*)pinned.AddrOfPinnedObject()), "from_array"); }
        finally { pinned.Free(); }
        return Placed(made, dtype, device, requires_grad, names);
    }

    /// <summary>A tensor over an array's own memory, which stays pinned until the last view of it is gone.</summary>
    /// <param name="rawArray">Any array of numbers.</param>
    /// <param name="dtype">How its bytes are read.</param>
    /// <param name="count">How many numbers; −1: all that follow.</param>
    /// <param name="offset">Where to begin, in bytes.</param>
    /// <param name="requires_grad">Whether gradients are collected.</param>
    /// <exception cref="ArgumentException">The array holds fewer bytes than asked for.</exception>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        var bytes = Buffer.ByteLength(rawArray);
        var size = dtype.ElementSize();
        if (count < 0) count = (bytes - offset) / size;
        if (offset < 0 || offset + count * size > bytes)
            throw new ArgumentException($"frombuffer: expected {count} numbers of {dtype} from byte {offset}, got {bytes} bytes.", nameof(rawArray));
        var pinned = GCHandle.Alloc(rawArray, GCHandleType.Pinned);
        return Fresh(OverMemory((byte*)pinned.AddrOfPinnedObject() + offset, [count], dtype, &Unpin, GCHandle.ToIntPtr(pinned)), requires_grad);
    }

    /// <summary>Numbers as a tensor of another type or on another device; the tensor itself where nothing changes.</summary>
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) => Placed(data, dtype, device, false, null);

    /// <summary>A tensor with a copy of an array's numbers, in its shape.</summary>
    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    // A tensor over memory of the caller's; done(context) runs when the last view of it is gone.
    internal static Tensor OverMemory(void* data, ReadOnlySpan<long> sizes, ScalarType dtype, delegate* unmanaged<nint, void> done, nint context)
    {
        nint result;
        fixed (long* lengths = sizes)
            Shim.Check(Shim.oft_from_blob(data, lengths, sizes.Length, (int)dtype, done, context, &result), "from_blob");
        return new Tensor(result);
    }

    internal static Tensor Fresh(Tensor made, bool requires_grad, string[]? names = null)
    {
        if (names is not null)
            throw new NotSupportedException("named dimensions: not in this engine. Leave 'names' out.");
        return requires_grad ? made.requires_grad_() : made;
    }

    internal static ScalarType TypeOf(Scalar value) => value.Tag switch
    {
        Tag.Bool => ScalarType.Bool,
        Tag.Int => ScalarType.Int64,
        _ => defaultType,
    };

    internal static ScalarType TypeOf(Type type) =>
        type == typeof(bool) ? ScalarType.Bool : type == typeof(byte) ? ScalarType.Byte : type == typeof(sbyte) ? ScalarType.Int8
        : type == typeof(short) ? ScalarType.Int16 : type == typeof(int) ? ScalarType.Int32 : type == typeof(long) ? ScalarType.Int64
        : type == typeof(float) ? ScalarType.Float32 : type == typeof(double) ? ScalarType.Float64 : type == typeof(Half) ? ScalarType.Float16
        : type == typeof(BFloat16) ? ScalarType.BFloat16
        : throw new NotSupportedException($"tensor: expected an array of bool, byte, sbyte, short, int, long, Half, BFloat16, float or double, got {type.Name}.");

    private static Arg Type(ScalarType? dtype) => dtype ?? defaultType;

    private static Arg Place(Device? device) => device ?? get_default_device();

    private static Tensor One<T>(T value, ScalarType type, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged =>
        Copied(new ReadOnlySpan<T>(in value), [], type, dtype, device, requires_grad, null);

    private static Tensor Copied<T>(ReadOnlySpan<T> numbers, ReadOnlySpan<long> sizes, ScalarType type, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged
    {
        long wanted = 1;
        foreach (var length in sizes) wanted *= length;
        if (wanted != numbers.Length)
            throw new ArgumentException($"tensor: expected [{string.Join(", ", sizes.ToArray())}] = {wanted} numbers, got {numbers.Length}.");
        var made = Aten.empty_memory_format.T(sizes.ToArray(), type, Arg.Default, CPU);
        if (wanted > 0)
        {
            void* target;
            Shim.Check(Shim.oft_data(made.Handle, &target), "tensor");
            numbers.CopyTo(new Span<T>(target, numbers.Length));
        }
        return Placed(made, dtype, device ?? get_default_device(), requires_grad, names);
    }

    private static ReadOnlySpan<T> Flat<T>(Array array) where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static Tensor Placed(Tensor made, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        if (dtype is { } type && type != made.dtype) made = made.to_type(type, disposeAfter: true);
        if (device is not null && device.type != made.device_type) made = made.to(device, disposeAfter: true);
        return Fresh(made, requires_grad, names);
    }

    [UnmanagedCallersOnly]
    private static void Unpin(nint context) => GCHandle.FromIntPtr(context).Free();
}
