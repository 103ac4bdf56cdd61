namespace TorchSharp;

public static partial class torch
{
    /// <summary>Tensors one after the other along a dimension they have.</summary>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Aten.cat.T([tensors, dim]);

    /// <summary>Tensors one after the other along a dimension they have.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Aten.cat.T(tensors.ToArray(), dim);

    /// <summary>Tensors one after the other along a dimension they have.</summary>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.cat.T(tensors.ToArray(), dim);

    /// <summary>Tensors one after the other along a dimension they have.</summary>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    /// <summary>Tensors side by side along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.stack.T(tensors.ToArray(), dim);

    /// <summary>Tensors one below the other.</summary>
    public static Tensor vstack(IList<Tensor> tensors) => Aten.vstack.T(tensors.ToArray());

    /// <summary>Tensors one beside the other.</summary>
    public static Tensor hstack(IList<Tensor> tensors) => Aten.hstack.T(tensors.ToArray());

    /// <summary>The same numbers under another shape, copied only where memory asks for it.</summary>
    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);

    /// <summary>Several dimensions joined into one.</summary>
    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

    /// <summary>One dimension split into several.</summary>
    public static Tensor unflatten(Tensor input, long dim, params long[] sizes) => input.unflatten(dim, sizes);

    /// <summary>Two dimensions exchanged, without a copy.</summary>
    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

    /// <summary>Dimensions in another order, without a copy.</summary>
    public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);

    /// <summary>Dimensions moved to other places, the rest in order.</summary>
    public static Tensor movedim(Tensor input, long[] source, long[] destination) => input.movedim(source, destination);

    /// <summary>A dimension moved to another place, the rest in order.</summary>
    public static Tensor movedim(Tensor input, long source, long destination) => input.movedim([source], [destination]);

    /// <summary>The transpose of a matrix.</summary>
    public static Tensor t(Tensor input) => Aten.t.T(input);

    /// <summary>A new dimension of length 1.</summary>
    public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);

    /// <summary>Without a dimension of length 1, or without all of them.</summary>
    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);

    /// <summary>Dimensions of length 1 spread without a copy.</summary>
    public static Tensor broadcast_to(Tensor input, params long[] shape) => input.expand(shape);

    /// <summary>All tensors spread to their common shape.</summary>
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Aten.broadcast_tensors.List(tensors);

    /// <summary>Every entry several times in a row.</summary>
    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) =>
        input.repeat_interleave(repeats, dim, output_size);

    /// <summary>The tensor beside itself, as numpy counts dimensions.</summary>
    public static Tensor tile(Tensor input, long[] dims) => input.tile(dims);

    /// <summary>One place of a dimension, which goes away; no copy.</summary>
    public static Tensor select(Tensor input, long dim, long index) => input.select(dim, index);

    /// <summary>So many places of a dimension from start on; no copy.</summary>
    public static Tensor narrow(Tensor input, long dim, long start, long length) => input.narrow(dim, start, length);

    /// <summary>Parts of the given lengths along a dimension.</summary>
    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0L) => tensor.split(split_size_or_sections, dim);

    /// <summary>So many parts along a dimension.</summary>
    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);

    /// <summary>The entries of a dimension, one tensor each.</summary>
    public static Tensor[] unbind(Tensor input, long dim = 0L) => input.unbind(dim);

    /// <summary>Coordinates of a grid over the given axes.</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => Aten.meshgrid_indexing.List(tensors.ToArray(), indexing);

    /// <summary>Order turned along the given dimensions.</summary>
    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);

    /// <summary>Entries shifted around the end of a dimension, or of the flattened tensor.</summary>
    public static Tensor roll(Tensor input, long shifts, long? dims = null) => input.roll(shifts, dims);

    /// <summary>The part on and below a diagonal, zero above.</summary>
    public static Tensor tril(Tensor input, long diagonal = 0) => input.tril(diagonal);

    /// <summary>The part on and above a diagonal, zero below.</summary>
    public static Tensor triu(Tensor input, long diagonal = 0L) => input.triu(diagonal);

    /// <summary>A matrix with this vector on its diagonal, or the diagonal of this matrix.</summary>
    public static Tensor diag(Tensor input, long diagonal = 0) => input.diag(diagonal);

    /// <summary>The diagonal of two dimensions; no copy.</summary>
    public static Tensor diagonal(Tensor input, long offset = 0L, long dim1 = 0L, long dim2 = 1L) => input.diagonal(offset, dim1, dim2);

    /// <summary>A copy in memory of its own, still part of the graph.</summary>
    public static Tensor clone(Tensor input) => input.clone();
}
