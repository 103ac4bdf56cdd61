namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The matrix product, over any leading dimensions.</summary>
        public Tensor matmul(Tensor target) => Aten.matmul.Two(this, target);

        /// <summary>The product of two matrices.</summary>
        public Tensor mm(Tensor target) => Aten.mm.Two(this, target);

        /// <summary>The product of two batches of matrices.</summary>
        public Tensor bmm(Tensor batch2) => Aten.bmm.Two(this, batch2);

        /// <summary>The product of a matrix and a vector.</summary>
        public Tensor mv(Tensor target) => Aten.mv.Two(this, target);

        /// <summary>The inner product of two vectors.</summary>
        public Tensor dot(Tensor target) => Aten.dot.Two(this, target);

        /// <summary>The outer product of two vectors.</summary>
        public Tensor outer(Tensor vec2) => Aten.outer.Two(this, vec2);

        /// <summary>Inner products over the last dimensions.</summary>
        public Tensor inner(Tensor vec2) => Aten.inner.Two(this, vec2);

        /// <summary>The Kronecker product.</summary>
        public Tensor kron(Tensor other) => Aten.kron.Two(this, other);

        /// <summary>beta times this tensor plus alpha times a product of matrices.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.addmm.T(this, mat1, mat2, (double)beta, (double)alpha);

        /// <summary>beta times this tensor plus alpha times a product of matrices, into this tensor.</summary>
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.addmm_.I(this, mat1, mat2, (double)beta, (double)alpha);

        /// <summary>beta times this tensor plus alpha times a product of batches.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Aten.baddbmm.T(this, batch1, batch2, (double)beta, (double)alpha);

        /// <summary>The inverse of a square matrix.</summary>
        public Tensor inverse() => Aten.inverse.T(this);

        /// <summary>The determinant.</summary>
        public Tensor det() => Aten.det.T(this);

        /// <summary>The sum of a matrix's diagonal.</summary>
        public Tensor trace() => Aten.trace.T(this);

        /// <summary>A square matrix times itself, n times.</summary>
        public Tensor matrix_power(int n) => Aten.matrix_power.T([this, n]);

        /// <summary>Products summed over the last dims dimensions of this and the first of b.</summary>
        public Tensor tensordot(Tensor b, long dims = 2) =>
            tensordot(b, [.. Enumerable.Range(0, (int)dims).Select(i => ndim - dims + i)], [.. Enumerable.Range(0, (int)dims).Select(i => (long)i)]);

        /// <summary>Products summed over pairs of dimensions.</summary>
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Aten.tensordot.T(this, b, dims1, dims2);

        /// <summary>The p-norm of the difference.</summary>
        public Tensor dist(Tensor other, float p = 2.0f) => Aten.dist.T(this, other, (double)p);
    }

    /// <summary>The matrix product, over any leading dimensions.</summary>
    public static Tensor matmul(Tensor input, Tensor target) => Aten.matmul.Two(input, target);

    /// <summary>The product of two matrices.</summary>
    public static Tensor mm(Tensor input, Tensor target) => Aten.mm.Two(input, target);

    /// <summary>The product of two batches of matrices.</summary>
    public static Tensor bmm(Tensor input, Tensor batch2) => Aten.bmm.Two(input, batch2);

    /// <summary>The product of a matrix and a vector.</summary>
    public static Tensor mv(Tensor input, Tensor target) => Aten.mv.Two(input, target);

    /// <summary>The inner product of two vectors.</summary>
    public static Tensor dot(Tensor input, Tensor other) => Aten.dot.Two(input, other);

    /// <summary>The outer product of two vectors.</summary>
    public static Tensor outer(Tensor input, Tensor vec2) => Aten.outer.Two(input, vec2);

    /// <summary>beta times the input plus alpha times a product of matrices.</summary>
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm(mat1, mat2, beta, alpha);

    /// <summary>beta times the input plus alpha times a product of batches.</summary>
    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => input.baddbmm(batch1, batch2, beta, alpha);

    /// <summary>Sums of products in Einstein's notation.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.einsum.T([equation, tensors]);

    /// <summary>Products summed over pairs of dimensions.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => a.tensordot(b, dims1, dims2);

    /// <summary>Distances between all rows of two matrices.</summary>
    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2.0, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        Aten.cdist.T(x1, x2, p, (long)compute_mode);

    /// <summary>The inverse of a square matrix.</summary>
    public static Tensor inverse(Tensor input) => Aten.inverse.T(input);
}
