namespace TorchSharp;

public static partial class torch
{
    /// <summary>Linear algebra: inverses, decompositions, norms.</summary>
    public static class linalg
    {
        /// <summary>The inverse of a square matrix.</summary>
        public static Tensor inv(Tensor input) => Aten.linalg_inv.T(input);

        /// <summary>The inverse, or what comes nearest.</summary>
        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Aten.linalg_pinv_atol_rtol_float.T([input, atol, rtol, hermitian]);

        /// <summary>The determinant.</summary>
        public static Tensor det(Tensor input) => Aten.linalg_det.T(input);

        /// <summary>X with A · X = B, or X · A = B where <paramref name="left"/> is off.</summary>
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Aten.linalg_solve.T([A, B, left]);

        /// <summary>X that makes A · X nearest to B.</summary>
        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other) =>
            Aten.linalg_lstsq.T4([input, other]);

        /// <summary>The lower triangle L with L · Lᵀ the matrix.</summary>
        public static Tensor cholesky(Tensor input) => Aten.linalg_cholesky.T([input]);

        /// <summary>Orthogonal U and V and the singular values between them.</summary>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => Aten.linalg_svd.T3([input, fullMatrices]);

        /// <summary>The singular values alone.</summary>
        public static Tensor svdvals(Tensor input) => Aten.linalg_svdvals.T([input]);

        /// <summary>Eigenvalues and eigenvectors of a symmetric matrix.</summary>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Aten.linalg_eigh.T2([input, UPLO.ToString()]);

        /// <summary>The p-norm of vectors.</summary>
        public static Tensor vector_norm(Tensor input, double ord = 2d, long[]? dims = null, bool keepdim = false) =>
            Aten.linalg_vector_norm.T([input, ord, dims, keepdim]);

        /// <summary>The norm of a matrix by name: <c>fro</c> or <c>nuc</c>.</summary>
        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[]? dims = null, bool keepdim = false) =>
            Aten.linalg_matrix_norm_str_ord.T([input, ord, dims ?? [-2, -1], keepdim]);

        /// <summary>The norm of all numbers, or of vectors and matrices along dimensions.</summary>
        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => Aten.linalg_norm.T([input, Arg.None, dims, keepdim]);

        /// <summary>The cross product along a dimension of three.</summary>
        public static Tensor cross(Tensor input, Tensor other, long dim = -1) => Aten.linalg_cross.T([input, other, dim]);

        /// <summary>The product of several matrices in the cheapest order.</summary>
        public static Tensor multi_dot(IList<Tensor> tensors) => Aten.linalg_multi_dot.T([tensors.ToArray()]);
    }
}
