namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Entries of a dimension, in the order the index lists them.</summary>
        public Tensor index_select(long dim, Tensor index) => Aten.index_select.T(this, dim, index);

        /// <summary>This tensor with alpha times the source added at the listed entries.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add.T(this, dim, index, source, alpha);

        /// <summary>Adds alpha times the source at the listed entries.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add_.I(this, dim, index, source, alpha);

        /// <summary>Copies the source to the listed entries.</summary>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Aten.index_copy_.I(this, dim, index, source);

        /// <summary>Fills the listed entries with a number.</summary>
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Aten.index_fill__int_Scalar.I(this, dim, index, value);

        /// <summary>For every place of the index, the number it points at along a dimension.</summary>
        public Tensor gather(long dim, Tensor index) => Aten.gather.T(this, dim, index);

        /// <summary>This tensor with the source's numbers where the index points along a dimension.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.scatter_src.T(this, dim, index, src);

        /// <summary>Writes the source's numbers where the index points along a dimension.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.scatter__src.I(this, dim, index, src);

        /// <summary>This tensor with the source's numbers added where the index points along a dimension.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.scatter_add.T(this, dim, index, src);

        /// <summary>Adds the source's numbers where the index points along a dimension.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Aten.scatter_add_.I(this, dim, index, src);

        /// <summary>The numbers where the mask is true, in one dimension.</summary>
        public Tensor masked_select(Tensor mask) => Aten.masked_select.Two(this, mask);

        /// <summary>This tensor with a number where the mask is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.masked_fill_Scalar.T(this, mask, value);

        /// <summary>Writes a number where the mask is true.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.masked_fill__Scalar.I(this, mask, value);

        /// <summary>Writes the value's numbers, in order, where the mask is true.</summary>
        public Tensor masked_scatter_(Tensor mask, Tensor value) => Aten.masked_scatter_.I(this, mask, value);

        /// <summary>Numbers by their place in the flattened tensor.</summary>
        public Tensor take(Tensor index) => Aten.take.Two(this, index);

        /// <summary>Numbers along a dimension, chosen by an index of the result's shape.</summary>
        public Tensor take_along_dim(Tensor indices, long dim) => Aten.take_along_dim.T(this, indices, dim);

        /// <summary>Where the condition holds this tensor, elsewhere y.</summary>
        public Tensor where(Tensor condition, Tensor y) => Aten.where_self.T(condition, this, y);

        /// <summary>The places of what is not zero: [count, dimensions].</summary>
        public Tensor nonzero() => Aten.nonzero.T(this);

        /// <summary>The places of what is not zero, one tensor a dimension.</summary>
        public IList<Tensor> nonzero_as_list() => Aten.nonzero_numpy.List(this);

        /// <summary>The places of what is not zero: [count, dimensions].</summary>
        public Tensor argwhere() => Aten.argwhere.T(this);
    }

    /// <summary>Where the condition holds x, elsewhere y.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Aten.where_self.T([condition, x, y]);

    /// <summary>The places where the condition holds, one tensor a dimension.</summary>
    public static Tensor[] where(Tensor condition) => Aten.where.List(condition);

    /// <summary>For every place of the index, the number it points at along a dimension.</summary>
    public static Tensor gather(Tensor input, long dim, Tensor index) => Aten.gather.T(input, dim, index);

    /// <summary>Entries of a dimension, in the order the index lists them.</summary>
    public static Tensor index_select(Tensor input, long dim, Tensor index) => Aten.index_select.T(input, dim, index);

    /// <summary>The numbers where the mask is true, in one dimension.</summary>
    public static Tensor masked_select(Tensor input, Tensor mask) => Aten.masked_select.Two(input, mask);

    /// <summary>The places of what is not zero: [count, dimensions].</summary>
    public static Tensor nonzero(Tensor input) => Aten.nonzero.T(input);
}
