namespace TorchSharp;

public static partial class torch
{
    /// <summary>Special functions.</summary>
    public static class special
    {
        /// <summary>1 / (1 + e^−x).</summary>
        public static Tensor expit(Tensor input) => Aten.sigmoid.T(input);

        /// <summary>The error function.</summary>
        public static Tensor erf(Tensor input) => Aten.erf.T(input);

        /// <summary>The inverse of the error function.</summary>
        public static Tensor erfinv(Tensor input) => Aten.erfinv.T(input);

        /// <summary>The normal distribution function.</summary>
        public static Tensor ndtr(Tensor input) => Aten.special_ndtr.T(input);

        /// <summary>The inverse of the normal distribution function.</summary>
        public static Tensor ndtri(Tensor input) => Aten.special_ndtri.T(input);

        /// <summary>The logarithm of the gamma function.</summary>
        public static Tensor gammaln(Tensor input) => Aten.lgamma.T(input);

        /// <summary>e^x over its sum along a dimension.</summary>
        public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.softmax_int.T([input, dim, dtype]);
    }
}
