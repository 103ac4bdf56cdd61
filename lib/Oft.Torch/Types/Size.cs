using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The lengths of a tensor's dimensions.</summary>
    public struct Size : IEnumerable<long>
    {
        private readonly long[] shape;

        /// <summary>A size of the given lengths.</summary>
        public Size(long[] shape) => this.shape = [.. shape];

        /// <summary>A size of the given lengths.</summary>
        public Size(int[] shape) => this.shape = [.. shape.Select(n => (long)n)];

        /// <summary>A size of the given lengths.</summary>
        public Size(IEnumerable<long> shape) => this.shape = [.. shape];

        /// <summary>A size of one dimension.</summary>
        public Size(long size) => shape = [size];

        /// <summary>The lengths.</summary>
        public long[] Shape => shape ?? [];

        /// <summary>How many dimensions.</summary>
        public int Length => Shape.Length;

        /// <summary>Whether there are no dimensions.</summary>
        public bool IsEmpty => Length == 0;

        /// <summary>Whether it is the size of a single number.</summary>
        public bool IsScalar => Length == 0;

        /// <summary>The length of one dimension.</summary>
        public long this[int idx] => Shape[idx];

        /// <summary>How many numbers a tensor of this size holds.</summary>
        public long numel() => Shape.Aggregate(1L, (product, n) => product * n);

        /// <summary>A size of the given lengths.</summary>
        public static implicit operator Size(long[] size) => new(size);

        /// <summary>A size of one dimension.</summary>
        public static implicit operator Size(long size) => new(size);

        /// <summary>A size of two dimensions.</summary>
        public static implicit operator Size((long, long) size) => new([size.Item1, size.Item2]);

        /// <summary>A size of three dimensions.</summary>
        public static implicit operator Size((long, long, long) size) => new([size.Item1, size.Item2, size.Item3]);

        /// <summary>A size of four dimensions.</summary>
        public static implicit operator Size((long, long, long, long) size) => new([size.Item1, size.Item2, size.Item3, size.Item4]);

        /// <summary>Whether the lengths are the same.</summary>
        public static bool operator ==(Size left, Size right) => left.Shape.AsSpan().SequenceEqual(right.Shape);

        /// <summary>Whether the lengths differ.</summary>
        public static bool operator !=(Size left, Size right) => !(left == right);

        /// <summary>Whether the lengths are the same.</summary>
        public override bool Equals(object? obj) => obj is Size other && this == other;

        /// <summary>Equal sizes have equal codes.</summary>
        public override int GetHashCode() => Shape.Aggregate(Length, HashCode.Combine);

        /// <summary>The lengths, one after the other.</summary>
        public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)Shape).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
