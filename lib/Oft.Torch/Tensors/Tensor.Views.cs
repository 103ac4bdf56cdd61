using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>The same numbers under another shape, without a copy; −1 stands for what remains.</summary>
        public Tensor view(params long[] shape)
        {
            nint result;
            fixed (long* sizes = shape)
                return Shim.oft_view(Handle, sizes, shape.Length, &result) < 0 ? Fail("view", shape) : Made(result);
        }

        /// <summary>The same numbers under another tensor's shape, without a copy.</summary>
        public Tensor view_as(Tensor other) => view(other.shape);

        /// <summary>The same numbers under another shape, copied only where memory asks for it; −1 stands for what remains.</summary>
        public Tensor reshape(params long[] shape)
        {
            nint result;
            fixed (long* sizes = shape)
                return Shim.oft_reshape(Handle, sizes, shape.Length, &result) < 0 ? Fail("reshape", shape) : Made(result);
        }

        /// <summary>Several dimensions joined into one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1)
        {
            nint result;
            return Shim.oft_flatten(Handle, start_dim, end_dim, &result) < 0 ? Fail("flatten", [start_dim, end_dim]) : Made(result);
        }

        /// <summary>One dimension split into several.</summary>
        public Tensor unflatten(long dim, params long[] sizes)
        {
            var was = shape;
            if (dim < 0) dim += was.Length;
            if (dim < 0 || dim >= was.Length) return Fail("unflatten", [dim, .. sizes], "the tensor has no such dimension");
            return view([.. was[..(int)dim], .. sizes, .. was[((int)dim + 1)..]]);
        }

        /// <summary>One dimension split into several.</summary>
        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);

        /// <summary>Two dimensions exchanged, without a copy.</summary>
        public Tensor transpose(long dim0, long dim1)
        {
            nint result;
            return Shim.oft_transpose(Handle, dim0, dim1, &result) < 0 ? Fail("transpose", [dim0, dim1]) : Made(result);
        }

        /// <summary>Exchanges two dimensions of this tensor.</summary>
        public Tensor transpose_(long dim0, long dim1) => Aten.transpose_.I(this, dim0, dim1);

        /// <summary>Two dimensions exchanged, without a copy.</summary>
        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>Two dimensions exchanged, without a copy.</summary>
        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>The transpose of a matrix.</summary>
        public Tensor t() => Aten.t.T(this);

        /// <summary>All dimensions in reverse order; of a matrix the transpose.</summary>
        public Tensor T => Aten.numpy_T.T(this);

        /// <summary>The last two dimensions exchanged.</summary>
        public Tensor mT => Aten.mT.T(this);

        /// <summary>Dimensions in another order, without a copy.</summary>
        public Tensor permute(params long[] permutation)
        {
            nint result;
            fixed (long* order = permutation)
                return Shim.oft_permute(Handle, order, permutation.Length, &result) < 0 ? Fail("permute", permutation) : Made(result);
        }

        /// <summary>Dimensions in another order, without a copy.</summary>
        public Tensor permute(IEnumerable<long> permutation) => permute([.. permutation]);

        /// <summary>Dimensions moved to other places, the rest in order.</summary>
        public Tensor movedim(long[] source, long[] destination) => Aten.movedim_intlist.T(this, source, destination);

        /// <summary>Dimensions moved to other places, the rest in order.</summary>
        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        /// <summary>A new dimension of length 1.</summary>
        public Tensor unsqueeze(long dim)
        {
            nint result;
            return Shim.oft_unsqueeze(Handle, dim, &result) < 0 ? Fail("unsqueeze", [dim]) : Made(result);
        }

        /// <summary>Gives this tensor a new dimension of length 1.</summary>
        public Tensor unsqueeze_(long dim) => Aten.unsqueeze_.I([this, dim]);

        /// <summary>Without a dimension of length 1, or without all of them.</summary>
        public Tensor squeeze(long? dim = null)
        {
            if (dim is not { } one) return Aten.squeeze.T(this);
            nint result;
            return Shim.oft_squeeze(Handle, one, &result) < 0 ? Fail("squeeze", [one]) : Made(result);
        }

        /// <summary>Takes a dimension of length 1, or all of them, from this tensor.</summary>
        public Tensor squeeze_(long? dim = null) => dim is { } one ? Aten.squeeze__dim.I([this, one]) : Aten.squeeze_.I(this);

        /// <summary>Dimensions of length 1 spread without a copy; −1 leaves a length.</summary>
        public Tensor expand(params long[] sizes) => expand(sizes, isImplicit: false);

        /// <summary>Dimensions of length 1 spread without a copy; −1 leaves a length.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false)
        {
            nint result;
            fixed (long* into = sizes)
                return Shim.oft_expand(Handle, into, sizes.Length, isImplicit ? 1 : 0, &result) < 0 ? Fail("expand", sizes) : Made(result);
        }

        /// <summary>Dimensions of length 1 spread without a copy; −1 leaves a length.</summary>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);

        /// <summary>Dimensions of length 1 spread to another tensor's shape.</summary>
        public Tensor expand_as(Tensor other) => expand(other.shape);

        /// <summary>Dimensions of length 1 spread without a copy.</summary>
        public Tensor broadcast_to(params long[] shape) => expand(shape);

        /// <summary>The tensor beside itself, so often along every dimension.</summary>
        public Tensor repeat(params long[] sizes) => Aten.repeat.T([this, sizes]);

        /// <summary>The tensor beside itself, as numpy counts dimensions.</summary>
        public Tensor tile(long[] reps) => Aten.tile.T([this, reps]);

        /// <summary>Every entry several times in a row.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_int.T(this, repeats, dim, output_size);

        /// <summary>Every entry as often as <paramref name="repeats"/> says.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_Tensor.T(this, repeats, dim, output_size);

        /// <summary>One place of a dimension, which goes away; no copy.</summary>
        public Tensor select(long dim, long index)
        {
            nint result;
            return Shim.oft_select(Handle, dim, index, &result) < 0 ? Fail("select", [dim, index]) : Made(result);
        }

        /// <summary>From start to before finish by step along a dimension; no copy.</summary>
        public Tensor slice(long dim, long start, long finish, long step)
        {
            nint result;
            return Shim.oft_slice(Handle, dim, start, finish, step, &result) < 0 ? Fail("slice", [dim, start, finish, step]) : Made(result);
        }

        /// <summary>So many places of a dimension from start on; no copy.</summary>
        public Tensor narrow(long dim, long start, long length) => Aten.narrow.T(this, dim, start, length);

        /// <summary>Parts of one length along a dimension, the last one perhaps shorter.</summary>
        public Tensor[] split(long size, int dim = 0) => Aten.split_Tensor.List(this, size, dim);

        /// <summary>Parts of the given lengths along a dimension.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.split_with_sizes.List(this, sizes, dim);

        /// <summary>Parts of the given lengths along the first dimension.</summary>
        public Tensor[] split(params long[] sizes) => Aten.split_with_sizes.List(this, sizes, 0);

        /// <summary>So many parts along a dimension.</summary>
        public Tensor[] chunk(long chunks, long dim = 0L) => Aten.chunk.List(this, chunks, dim);

        /// <summary>So many parts along a dimension, as equal as can be.</summary>
        public Tensor[] tensor_split(long size, long dim = 0L) => Aten.tensor_split_sections.List(this, size, dim);

        /// <summary>Parts along a dimension, cut at the given places.</summary>
        public Tensor[] tensor_split(long[] sizes, long dim = 0L) => Aten.tensor_split_indices.List(this, sizes, dim);

        /// <summary>The entries of a dimension, one tensor each.</summary>
        public Tensor[] unbind(long dimension = 0L) => Aten.unbind_int.List(this, dimension);

        /// <summary>Windows along a dimension, as a new last dimension.</summary>
        public Tensor unfold(long dimension, long size, long step) => Aten.unfold.T(this, dimension, size, step);

        /// <summary>The diagonal of two dimensions; no copy.</summary>
        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => Aten.diagonal.T(this, offset, dim1, dim2);

        /// <summary>A matrix with this vector on its diagonal, or the diagonal of this matrix.</summary>
        public Tensor diag(long diagonal = 0) => Aten.diag.T([this, diagonal]);

        /// <summary>The last dimension as the diagonal of new matrices.</summary>
        public Tensor diag_embed(long offset = 0L, long dim1 = -2L, long dim2 = -1L) => Aten.diag_embed.T(this, offset, dim1, dim2);

        /// <summary>Any shape and steps over the tensor's memory; no copy.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) => Aten.as_strided.T(this, size, strides, storageOffset);

        /// <summary>Another tensor over the same memory.</summary>
        public Tensor alias() => Aten.alias.T(this);

        /// <summary>One dimension, copied only where memory asks for it.</summary>
        public Tensor ravel() => Aten.ravel.T(this);

        /// <summary>The same numbers in row-major order, copied only where they are not.</summary>
        public Tensor contiguous()
        {
            nint result;
            return Shim.oft_contiguous(Handle, &result) < 0 ? Fail("contiguous", []) : Made(result);
        }

        /// <summary>A copy in memory of its own, still part of the graph.</summary>
        public Tensor clone() => Aten.clone.T([this]);

        /// <summary>Order turned along the given dimensions.</summary>
        public Tensor flip(params long[] dims) => Aten.flip.T([this, dims]);

        /// <summary>Entries shifted around the end of a dimension, or of the flattened tensor.</summary>
        public Tensor roll(long shifts, long? dims = null) => Aten.roll.T(this, (long[])[shifts], dims is { } d ? (long[])[d] : (long[])[]);

        /// <summary>Entries shifted around the ends of several dimensions.</summary>
        public Tensor roll(long[] shifts, long[] dims) => Aten.roll.T(this, shifts, dims);

        /// <summary>The part on and below a diagonal, zero above.</summary>
        public Tensor tril(long diagonal = 0) => Aten.tril.T([this, diagonal]);

        /// <summary>The part on and above a diagonal, zero below.</summary>
        public Tensor triu(long diagonal = 0) => Aten.triu.T([this, diagonal]);

        /// <summary>Sets what is above a diagonal to zero.</summary>
        public Tensor tril_(long diagonal = 0) => Aten.tril_.I([this, diagonal]);

        /// <summary>Sets what is below a diagonal to zero.</summary>
        public Tensor triu_(long diagonal = 0) => Aten.triu_.I([this, diagonal]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Tensor Made(nint result)
        {
            GC.KeepAlive(this);
            return new Tensor(result);
        }

        // The views go past the operator table; their errors read as its errors do.
        private Tensor Fail(string operation, long[] arguments, string? reason = null) =>
            throw new ExternalException($"{reason ?? Shim.Error().TrimEnd()}\n  in aten::{operation}\n  called with ({Op.Describe(this)}, [{string.Join(", ", arguments)}])");
    }
}
