namespace Oft.Formats.Torch;

/// <summary>Where a pickled tensor's elements lie: a window with strides into a storage.</summary>
internal sealed record TorchTensor(string Storage, ElementType Type, long Offset, IReadOnlyList<long> Shape, IReadOnlyList<long> Strides)
{
    /// <summary>True where the elements stand row-major side by side; a dimension of one element may have any stride.</summary>
    public bool Contiguous
    {
        get
        {
            var expected = 1L;
            for (var i = Shape.Count - 1; i >= 0; i--)
            {
                if (Shape[i] != 1 && Strides[i] != expected) return false;
                expected *= Shape[i];
            }
            return true;
        }
    }

    /// <summary>One past the last element of the storage it uses; null where that cannot be counted or a stride is negative.</summary>
    public long? End
    {
        get
        {
            if (ElementTypes.Count(Shape) is not { } count || Offset < 0) return null;
            if (count == 0) return Offset;
            var last = (Int128)Offset;
            for (var i = 0; i < Shape.Count; i++)
            {
                if (Strides[i] < 0) return null;
                last += (Int128)(Shape[i] - 1) * Strides[i];
            }
            return last < long.MaxValue / 16 ? (long)last + 1 : null;
        }
    }

    /// <summary>Copies the elements row-major.</summary>
    public byte[] Gather(ReadOnlySpan<byte> storage)
    {
        var size = Type.Size;
        var result = new byte[ElementTypes.Count(Shape)!.Value * size];
        var index = new long[Shape.Count];
        for (var at = 0; at < result.Length; at += size)
        {
            var from = Offset;
            for (var i = 0; i < index.Length; i++) from += index[i] * Strides[i];
            storage.Slice((int)(from * size), size).CopyTo(result.AsSpan(at));
            for (var i = index.Length - 1; i >= 0 && ++index[i] == Shape[i]; i--) index[i] = 0;
        }
        return result;
    }
}
