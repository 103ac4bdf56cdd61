namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The absolute value of every number.</summary>
        public Tensor abs() => Aten.abs.T(this);

        /// <summary>The absolute value of every number. Changes this tensor.</summary>
        public Tensor abs_() => Aten.abs_.I(this);

        /// <summary>The absolute value of every number.</summary>
        public Tensor absolute() => Aten.absolute.T(this);

        /// <summary>The absolute value of every number. Changes this tensor.</summary>
        public Tensor absolute_() => Aten.absolute_.I(this);

        /// <summary>Every number with its sign turned.</summary>
        public Tensor neg() => Aten.neg.T(this);

        /// <summary>Every number with its sign turned. Changes this tensor.</summary>
        public Tensor neg_() => Aten.neg_.I(this);

        /// <summary>Every number with its sign turned.</summary>
        public Tensor negative() => Aten.negative.T(this);

        /// <summary>−1, 0 or 1 by the sign of every number.</summary>
        public Tensor sign() => Aten.sign.T(this);

        /// <summary>−1, 0 or 1 by the sign of every number. Changes this tensor.</summary>
        public Tensor sign_() => Aten.sign_.I(this);

        /// <summary>−1, 0 or 1 by the sign of every number; for complex numbers the direction.</summary>
        public Tensor sgn() => Aten.sgn.T(this);

        /// <summary>−1, 0 or 1 by the sign of every number; for complex numbers the direction. Changes this tensor.</summary>
        public Tensor sgn_() => Aten.sgn_.I(this);

        /// <summary>The smallest integer that is not below.</summary>
        public Tensor ceil() => Aten.ceil.T(this);

        /// <summary>The smallest integer that is not below. Changes this tensor.</summary>
        public Tensor ceil_() => Aten.ceil_.I(this);

        /// <summary>The largest integer that is not above.</summary>
        public Tensor floor() => Aten.floor.T(this);

        /// <summary>The largest integer that is not above. Changes this tensor.</summary>
        public Tensor floor_() => Aten.floor_.I(this);

        /// <summary>The number without its fraction.</summary>
        public Tensor trunc() => Aten.trunc.T(this);

        /// <summary>The number without its fraction. Changes this tensor.</summary>
        public Tensor trunc_() => Aten.trunc_.I(this);

        /// <summary>The number without its fraction.</summary>
        public Tensor fix() => Aten.fix.T(this);

        /// <summary>The number without its fraction. Changes this tensor.</summary>
        public Tensor fix_() => Aten.fix_.I(this);

        /// <summary>The fraction alone.</summary>
        public Tensor frac() => Aten.frac.T(this);

        /// <summary>The fraction alone. Changes this tensor.</summary>
        public Tensor frac_() => Aten.frac_.I(this);

        /// <summary>e to the power of every number.</summary>
        public Tensor exp() => Aten.exp.T(this);

        /// <summary>e to the power of every number. Changes this tensor.</summary>
        public Tensor exp_() => Aten.exp_.I(this);

        /// <summary>2 to the power of every number.</summary>
        public Tensor exp2() => Aten.exp2.T(this);

        /// <summary>2 to the power of every number. Changes this tensor.</summary>
        public Tensor exp2_() => Aten.exp2_.I(this);

        /// <summary>e to the power of every number, minus one.</summary>
        public Tensor expm1() => Aten.expm1.T(this);

        /// <summary>e to the power of every number, minus one. Changes this tensor.</summary>
        public Tensor expm1_() => Aten.expm1_.I(this);

        /// <summary>The natural logarithm.</summary>
        public Tensor log() => Aten.log.T(this);

        /// <summary>The natural logarithm. Changes this tensor.</summary>
        public Tensor log_() => Aten.log_.I(this);

        /// <summary>The logarithm to base 2.</summary>
        public Tensor log2() => Aten.log2.T(this);

        /// <summary>The logarithm to base 2. Changes this tensor.</summary>
        public Tensor log2_() => Aten.log2_.I(this);

        /// <summary>The logarithm to base 10.</summary>
        public Tensor log10() => Aten.log10.T(this);

        /// <summary>The logarithm to base 10. Changes this tensor.</summary>
        public Tensor log10_() => Aten.log10_.I(this);

        /// <summary>The natural logarithm of one plus the number.</summary>
        public Tensor log1p() => Aten.log1p.T(this);

        /// <summary>The natural logarithm of one plus the number. Changes this tensor.</summary>
        public Tensor log1p_() => Aten.log1p_.I(this);

        /// <summary>The square root.</summary>
        public Tensor sqrt() => Aten.sqrt.T(this);

        /// <summary>The square root. Changes this tensor.</summary>
        public Tensor sqrt_() => Aten.sqrt_.I(this);

        /// <summary>One over the square root.</summary>
        public Tensor rsqrt() => Aten.rsqrt.T(this);

        /// <summary>One over the square root. Changes this tensor.</summary>
        public Tensor rsqrt_() => Aten.rsqrt_.I(this);

        /// <summary>Every number times itself.</summary>
        public Tensor square() => Aten.square.T(this);

        /// <summary>One over every number.</summary>
        public Tensor reciprocal() => Aten.reciprocal.T(this);

        /// <summary>One over every number. Changes this tensor.</summary>
        public Tensor reciprocal_() => Aten.reciprocal_.I(this);

        /// <summary>The error function.</summary>
        public Tensor erf() => Aten.erf.T(this);

        /// <summary>The error function. Changes this tensor.</summary>
        public Tensor erf_() => Aten.erf_.I(this);

        /// <summary>One minus the error function.</summary>
        public Tensor erfc() => Aten.erfc.T(this);

        /// <summary>One minus the error function. Changes this tensor.</summary>
        public Tensor erfc_() => Aten.erfc_.I(this);

        /// <summary>The inverse of the error function.</summary>
        public Tensor erfinv() => Aten.erfinv.T(this);

        /// <summary>The inverse of the error function. Changes this tensor.</summary>
        public Tensor erfinv_() => Aten.erfinv_.I(this);

        /// <summary>The logarithm of the gamma function.</summary>
        public Tensor lgamma() => Aten.lgamma.T(this);

        /// <summary>The logarithm of the gamma function. Changes this tensor.</summary>
        public Tensor lgamma_() => Aten.lgamma_.I(this);

        /// <summary>The derivative of the logarithm of the gamma function.</summary>
        public Tensor digamma() => Aten.digamma.T(this);

        /// <summary>The derivative of the logarithm of the gamma function. Changes this tensor.</summary>
        public Tensor digamma_() => Aten.digamma_.I(this);

        /// <summary>The tensor itself.</summary>
        public Tensor positive() => Aten.positive.T(this);

        /// <summary>True where a number is not a number.</summary>
        public Tensor isnan() => Aten.isnan.T(this);

        /// <summary>True where a number is infinite.</summary>
        public Tensor isinf() => Aten.isinf.T(this);

        /// <summary>True where a number is neither infinite nor NaN.</summary>
        public Tensor isfinite() => Aten.isfinite.T(this);

        /// <summary>True at plus infinity.</summary>
        public Tensor isposinf() => Aten.isposinf.T(this);

        /// <summary>True at minus infinity.</summary>
        public Tensor isneginf() => Aten.isneginf.T(this);

        /// <summary>True where the sign bit is set.</summary>
        public Tensor signbit() => Aten.signbit.T(this);

        /// <summary>True where a number is zero.</summary>
        public Tensor logical_not() => Aten.logical_not.T(this);

        /// <summary>True where a number is zero. Changes this tensor.</summary>
        public Tensor logical_not_() => Aten.logical_not_.I(this);

        /// <summary>Every bit turned; for truths their opposite.</summary>
        public Tensor bitwise_not() => Aten.bitwise_not.T(this);

        /// <summary>Every bit turned; for truths their opposite. Changes this tensor.</summary>
        public Tensor bitwise_not_() => Aten.bitwise_not_.I(this);
    }
}
