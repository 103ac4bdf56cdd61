namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry between the brackets of <c>tensor[…]</c>: a number, a slice, a new dimension, the rest, or a tensor.</summary>
    public struct TensorIndex
    {
        internal enum Kind { Slice, Single, None, Ellipsis, Tensor, Bool }

        internal Kind kind;
        internal long? start, stop, step;
        internal Tensor? tensor;

        /// <summary>All the dimensions that no other entry speaks of.</summary>
        public static TensorIndex Ellipsis = new() { kind = Kind.Ellipsis };

        /// <summary>A new dimension of length 1.</summary>
        public static TensorIndex None = new() { kind = Kind.None };

        /// <summary>A new dimension of length 1.</summary>
        public static TensorIndex Null = None;

        /// <summary>The whole dimension.</summary>
        public static TensorIndex Colon = new() { kind = Kind.Slice };

        /// <summary>From start to before stop, by step; what is left out reaches to the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { kind = Kind.Slice, start = start, stop = stop, step = step };

        /// <summary>From start to before end.</summary>
        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        /// <summary>A C# range, which may count from the end.</summary>
        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -(long)range.Start.Value : range.Start.Value,
            range.End.IsFromEnd ? range.End.Value == 0 ? null : -(long)range.End.Value : range.End.Value);

        /// <summary>One place of a dimension, which goes away.</summary>
        public static TensorIndex Single(long? index) => index is { } i ? new() { kind = Kind.Single, start = i } : None;

        /// <summary>A new dimension that holds everything, or nothing.</summary>
        public static TensorIndex Bool(bool value) => new() { kind = Kind.Bool, start = value ? 1 : 0 };

        /// <summary>The places that a tensor of integers lists, or that a tensor of truths marks.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { kind = Kind.Tensor, tensor = tensor };

        /// <summary>One place.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>One place, counted from either end.</summary>
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -(long)index.Value : index.Value);

        /// <summary>A slice.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>A slice.</summary>
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);
    }
}
