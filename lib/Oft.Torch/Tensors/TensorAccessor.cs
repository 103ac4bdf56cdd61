using System.Collections;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>A tensor's numbers as T, in row-major order.</summary>
/// <remarks>
/// Of a contiguous tensor on the processor it reads and writes the tensor's own memory; of any other it holds a copy, and
/// writing changes only that.
/// </remarks>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly Tensor tensor;
    private readonly T[]? copy;
    private readonly long[] sizes;

    internal TensorAccessor(Tensor tensor)
    {
        this.tensor = tensor;
        sizes = tensor.shape;
        Count = tensor.numel();
        var meta = tensor.Describe();
        if (meta.DeviceType == 0 && meta.Contiguous != 0) return;
        copy = new T[Count];
        fixed (T* into = copy)
            if (Count > 0) tensor.CopyOut(into);
    }

    /// <summary>How many numbers.</summary>
    public long Count { get; }

    /// <summary>Whether writing changes only a copy.</summary>
    public bool IsReadOnly => copy is not null;

    /// <summary>A number by its place: one index counts through the flattened tensor, several go dimension by dimension.</summary>
    /// <exception cref="IndexOutOfRangeException">No such place.</exception>
    public T this[params long[] indices]
    {
        get => All[Place(indices)];
        set => All[Place(indices)] = value;
    }

    /// <summary>All numbers, copied.</summary>
    public T[] ToArray()
    {
        var numbers = All.ToArray();
        GC.KeepAlive(tensor);
        return numbers;
    }

    /// <summary>All numbers, copied into an array of the tensor's shape.</summary>
    public Array ToNDArray()
    {
        if (sizes.Length <= 1) return ToArray();
        var array = Array.CreateInstance(typeof(T), sizes);
        All.CopyTo(MemoryMarshal.CreateSpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length));
        GC.KeepAlive(tensor);
        return array;
    }

    /// <summary>Copies numbers out, from a place of the flattened tensor on.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies numbers out, from a place of the flattened tensor on.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var numbers = All[(int)tensorIndex..];
        numbers[..Math.Min(numbers.Length, array.Length - arrayIndex)].CopyTo(array[arrayIndex..]);
        GC.KeepAlive(tensor);
    }

    /// <summary>Copies numbers in, from a place of the flattened tensor on.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies numbers in, from a place of the flattened tensor on.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var numbers = All[(int)tensorIndex..];
        var given = array[arrayIndex..];
        given[..Math.Min(given.Length, numbers.Length)].CopyTo(numbers);
        GC.KeepAlive(tensor);
    }

    /// <summary>Does nothing: the tensor owns its memory.</summary>
    public void Dispose() { }

    /// <summary>The numbers, one after the other.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return All[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Span<T> All
    {
        get
        {
            if (Count > int.MaxValue)
                throw new InvalidOperationException($"data: expected at most {int.MaxValue} numbers, got {Count}. Read it in parts with narrow().");
            if (copy is not null) return copy;
            return Count == 0 ? [] : new Span<T>(tensor.DataPointer(), (int)Count);
        }
    }

    private int Place(long[] indices)
    {
        if (indices.Length == 1 && sizes.Length != 1) return Within(indices[0], Count);
        if (indices.Length != sizes.Length)
            throw new IndexOutOfRangeException($"data: expected {sizes.Length} indices for [{string.Join(", ", sizes)}], got {indices.Length}.");
        long place = 0;
        for (var d = 0; d < sizes.Length; d++) place = place * sizes[d] + Within(indices[d], sizes[d]);
        return (int)place;
    }

    private static int Within(long index, long length) => index >= 0 && index < length
        ? (int)index
        : throw new IndexOutOfRangeException($"data: expected an index from 0 to {length - 1}, got {index}.");
}
