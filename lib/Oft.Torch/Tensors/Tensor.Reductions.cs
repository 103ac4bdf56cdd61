namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of all numbers.</summary>
        public Tensor sum(ScalarType? type = null) => type is null ? Aten.sum.T([this]) : Aten.sum.T([this, type]);

        /// <summary>Sums along a dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Aten.sum_dim_IntList.T(this, (long[])[dim], keepdim, type);

        /// <summary>Sums along two dimensions.</summary>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) =>
            Aten.sum_dim_IntList.T(this, (long[])[dim0, dim1], keepdim, type);

        /// <summary>Sums along several dimensions.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Aten.sum_dim_IntList.T(this, dim, keepdim, type);

        /// <summary>Sums along several dimensions.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.sum_dim_IntList.T(this, dim.ToArray(), keepdim, type);

        /// <summary>The sum of all numbers, NaN counted as zero.</summary>
        public Tensor nansum() => Aten.nansum.T([this]);

        /// <summary>The mean of all numbers.</summary>
        public Tensor mean() => Aten.mean.T([this]);

        /// <summary>Means along several dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Aten.mean_dim.T(this, dimensions, keepdim, type);

        /// <summary>The variance of all numbers; unbiased divides by n − 1.</summary>
        public Tensor var(bool unbiased = true) => Aten.var.T([this, unbiased]);

        /// <summary>Variances along a dimension.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);

        /// <summary>Variances along several dimensions.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Aten.var_dim.T(this, dimensions, unbiased, keepdim), type);

        /// <summary>The standard deviation of all numbers; unbiased divides by n − 1.</summary>
        public Tensor std(bool unbiased = true) => Aten.std.T([this, unbiased]);

        /// <summary>Standard deviations along a dimension.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim], unbiased, keepdim, type);

        /// <summary>Standard deviations along several dimensions.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Aten.std_dim.T(this, dimensions, unbiased, keepdim), type);

        /// <summary>Variances and means along several dimensions.</summary>
        public (Tensor @var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            var (variance, mean) = Aten.var_mean_dim.T2(this, (long[])[dim], unbiased, keepdim);
            return (Typed(variance, type), Typed(mean, type));
        }

        /// <summary>The product of all numbers.</summary>
        public Tensor prod(ScalarType? type = null) => Aten.prod.T([this, type]);

        /// <summary>Products along a dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Aten.prod_dim_int.T(this, dim, keepdim, type);

        /// <summary>The largest of all numbers.</summary>
        public Tensor max() => Aten.max.T(this);

        /// <summary>The larger of two numbers, place by place.</summary>
        public Tensor max(Tensor other) => Aten.maximum.Two(this, other);

        /// <summary>The largest along a dimension, and where it stands.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Aten.max_dim.T2(this, dim, keepdim);

        /// <summary>The smallest of all numbers.</summary>
        public Tensor min() => Aten.min.T(this);

        /// <summary>The smaller of two numbers, place by place.</summary>
        public Tensor min(Tensor other) => Aten.minimum.Two(this, other);

        /// <summary>The smallest along a dimension, and where it stands.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Aten.min_dim.T2(this, dim, keepdim);

        /// <summary>The largest along several dimensions.</summary>
        public Tensor amax(params long[] dims) => Aten.amax.T([this, dims]);

        /// <summary>The largest along several dimensions.</summary>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Aten.amax.T(this, dims, keepdim));

        /// <summary>The smallest along several dimensions.</summary>
        public Tensor amin(params long[] dims) => Aten.amin.T([this, dims]);

        /// <summary>The smallest along several dimensions.</summary>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Aten.amin.T(this, dims, keepdim));

        /// <summary>Smallest and largest, of all numbers or along a dimension.</summary>
        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) => Aten.aminmax.T2(this, dim, keepdim);

        /// <summary>Where the largest of all numbers stands, in the flattened tensor.</summary>
        public Tensor argmax() => Aten.argmax.T([this]);

        /// <summary>Where the largest along a dimension stands.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Aten.argmax.T(this, dim, keepdim);

        /// <summary>Where the smallest of all numbers stands, in the flattened tensor.</summary>
        public Tensor argmin() => Aten.argmin.T([this]);

        /// <summary>Where the smallest along a dimension stands.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Aten.argmin.T(this, dim, keepdim);

        /// <summary>The largest (or smallest) k along a dimension, and where they stand.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Aten.topk.T2(this, k, dim, largest, sorted);

        /// <summary>Numbers in order along a dimension, and where they stood.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Aten.sort_stable.T2(this, stable, dim, descending);

        /// <summary>The places that would put a dimension in order.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Aten.argsort.T(this, dim, descending);

        /// <summary>The k-th smallest along a dimension (the last by default), and where it stands.</summary>
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => Aten.kthvalue.T2(this, k, dim ?? -1, keepdim);

        /// <summary>The lower median of all numbers.</summary>
        public Tensor median() => Aten.median.T(this);

        /// <summary>Quantiles along a dimension.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.quantile.T(this, q, dim, keepdim);

        /// <summary>Running sums along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.cumsum.T(this, dim, type);

        /// <summary>Running products along a dimension.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.cumprod.T(this, dim, type);

        /// <summary>log Σ e^x along a dimension, without overflow.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.logsumexp.T(this, (long[])[dim], keepdim);

        /// <summary>Whether all numbers are other than zero.</summary>
        public Tensor all() => Aten.all.T([this]);

        /// <summary>Whether all numbers along a dimension are other than zero.</summary>
        public Tensor all(long dim, bool keepdim = false) => Aten.all_dim.T(this, dim, keepdim);

        /// <summary>Whether any number is other than zero.</summary>
        public Tensor any() => Aten.any.T([this]);

        /// <summary>Whether any number along a dimension is other than zero.</summary>
        public Tensor any(long dim, bool keepdim = false) => Aten.any_dim.T(this, dim, keepdim);

        /// <summary>How many numbers are other than zero.</summary>
        public Tensor count_nonzero(long[]? dims = null) => dims is null ? Aten.count_nonzero.T([this, Arg.None]) : Aten.count_nonzero_dim_IntList.T([this, dims]);

        /// <summary>The p-norm of all numbers.</summary>
        public Tensor norm(float p = 2.0f) => Aten.norm_Scalar.T(this, (Scalar)(double)p);

        /// <summary>The p-norm along a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Aten.norm_ScalarOpt_dim.T(this, (double)p, (long[])[dim], keepdim);

        /// <summary>Each distinct number once, and on request where every number went and how often each came.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var (output, inverse, counts) = dim is { } d
                ? Aten.unique_dim.T3(this, d, sorted, return_inverse, return_counts)
                : Aten._unique2.T3(this, sorted, return_inverse, return_counts);
            if (!return_inverse) inverse.Dispose();
            if (!return_counts) counts.Dispose();
            return (output, return_inverse ? inverse : null, return_counts ? counts : null);
        }

        /// <summary>How often each small integer comes, or the sum of its weights.</summary>
        public Tensor bincount(Tensor? weights, long minlength = 0) => Aten.bincount.T([this, weights, minlength]);

        /// <summary>How many numbers fall in each of the bins between min and max.</summary>
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Aten.histc.T(this, bins, min, max);

        /// <summary>The bin of every number, by the bins' boundaries.</summary>
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => Aten.bucketize_Tensor.T(this, boundaries, outInt32, right);

        /// <summary>e^x over its sum along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.softmax_int.T(this, dim, dtype);

        /// <summary>The logarithm of <see cref="softmax"/>.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.log_softmax_int.T(this, dim, dtype);

        private static Tensor Typed(Tensor result, ScalarType? type)
        {
            if (type is not { } wanted || result.dtype == wanted) return result;
            using (result) return result.to_type(wanted);
        }

        private static Tensor Into(Tensor? target, Tensor result)
        {
            if (target is null) return result;
            using (result) return target.copy_(result);
        }
    }
}
