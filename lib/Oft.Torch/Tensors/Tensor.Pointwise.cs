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

        /// <summary>The sine, in radians.</summary>
        public Tensor sin() => Aten.sin.T(this);

        /// <summary>The sine, in radians. Changes this tensor.</summary>
        public Tensor sin_() => Aten.sin_.I(this);

        /// <summary>The cosine, in radians.</summary>
        public Tensor cos() => Aten.cos.T(this);

        /// <summary>The cosine, in radians. Changes this tensor.</summary>
        public Tensor cos_() => Aten.cos_.I(this);

        /// <summary>The tangent, in radians.</summary>
        public Tensor tan() => Aten.tan.T(this);

        /// <summary>The tangent, in radians. Changes this tensor.</summary>
        public Tensor tan_() => Aten.tan_.I(this);

        /// <summary>The angle whose sine it is.</summary>
        public Tensor asin() => Aten.asin.T(this);

        /// <summary>The angle whose sine it is. Changes this tensor.</summary>
        public Tensor asin_() => Aten.asin_.I(this);

        /// <summary>The angle whose cosine it is.</summary>
        public Tensor acos() => Aten.acos.T(this);

        /// <summary>The angle whose cosine it is. Changes this tensor.</summary>
        public Tensor acos_() => Aten.acos_.I(this);

        /// <summary>The angle whose tangent it is.</summary>
        public Tensor atan() => Aten.atan.T(this);

        /// <summary>The angle whose tangent it is. Changes this tensor.</summary>
        public Tensor atan_() => Aten.atan_.I(this);

        /// <summary>The hyperbolic sine.</summary>
        public Tensor sinh() => Aten.sinh.T(this);

        /// <summary>The hyperbolic sine. Changes this tensor.</summary>
        public Tensor sinh_() => Aten.sinh_.I(this);

        /// <summary>The hyperbolic cosine.</summary>
        public Tensor cosh() => Aten.cosh.T(this);

        /// <summary>The hyperbolic cosine. Changes this tensor.</summary>
        public Tensor cosh_() => Aten.cosh_.I(this);

        /// <summary>The hyperbolic tangent.</summary>
        public Tensor tanh() => Aten.tanh.T(this);

        /// <summary>The hyperbolic tangent. Changes this tensor.</summary>
        public Tensor tanh_() => Aten.tanh_.I(this);

        /// <summary>The inverse hyperbolic sine.</summary>
        public Tensor asinh() => Aten.asinh.T(this);

        /// <summary>The inverse hyperbolic sine. Changes this tensor.</summary>
        public Tensor asinh_() => Aten.asinh_.I(this);

        /// <summary>The inverse hyperbolic cosine.</summary>
        public Tensor acosh() => Aten.acosh.T(this);

        /// <summary>The inverse hyperbolic cosine. Changes this tensor.</summary>
        public Tensor acosh_() => Aten.acosh_.I(this);

        /// <summary>The inverse hyperbolic tangent.</summary>
        public Tensor atanh() => Aten.atanh.T(this);

        /// <summary>The inverse hyperbolic tangent. Changes this tensor.</summary>
        public Tensor atanh_() => Aten.atanh_.I(this);

        /// <summary>1 / (1 + e^−x).</summary>
        public Tensor sigmoid() => Aten.sigmoid.T(this);

        /// <summary>1 / (1 + e^−x). Changes this tensor.</summary>
        public Tensor sigmoid_() => Aten.sigmoid_.I(this);

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

        /// <summary>Degrees to radians.</summary>
        public Tensor deg2rad() => Aten.deg2rad.T(this);

        /// <summary>Degrees to radians. Changes this tensor.</summary>
        public Tensor deg2rad_() => Aten.deg2rad_.I(this);

        /// <summary>Radians to degrees.</summary>
        public Tensor rad2deg() => Aten.rad2deg.T(this);

        /// <summary>Radians to degrees. Changes this tensor.</summary>
        public Tensor rad2deg_() => Aten.rad2deg_.I(this);

        /// <summary>sin(πx) / πx, and 1 at zero.</summary>
        public Tensor sinc() => Aten.sinc.T(this);

        /// <summary>sin(πx) / πx, and 1 at zero. Changes this tensor.</summary>
        public Tensor sinc_() => Aten.sinc_.I(this);

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

        /// <summary>The number where it is positive, zero elsewhere.</summary>
        public Tensor relu() => Aten.relu.T(this);

        /// <summary>The number where it is positive, zero elsewhere. Changes this tensor.</summary>
        public Tensor relu_() => Aten.relu_.I(this);

        /// <summary>The number cut to [0, 6].</summary>
        public Tensor relu6() => Aten.relu6.T(this);

        /// <summary>The number cut to [0, 6]. Changes this tensor.</summary>
        public Tensor relu6_() => Aten.relu6_.I(this);

        /// <summary>x · sigmoid(x).</summary>
        public Tensor silu() => Aten.silu.T(this);

        /// <summary>x · sigmoid(x). Changes this tensor.</summary>
        public Tensor silu_() => Aten.silu_.I(this);

        /// <summary>The self-normalising exponential unit.</summary>
        public Tensor selu() => Aten.selu.T(this);

        /// <summary>The self-normalising exponential unit. Changes this tensor.</summary>
        public Tensor selu_() => Aten.selu_.I(this);

        /// <summary>A piecewise linear sigmoid.</summary>
        public Tensor hardsigmoid() => Aten.hardsigmoid.T(this);

        /// <summary>A piecewise linear sigmoid. Changes this tensor.</summary>
        public Tensor hardsigmoid_() => Aten.hardsigmoid_.I(this);

        /// <summary>x times a piecewise linear sigmoid.</summary>
        public Tensor hardswish() => Aten.hardswish.T(this);

        /// <summary>x times a piecewise linear sigmoid. Changes this tensor.</summary>
        public Tensor hardswish_() => Aten.hardswish_.I(this);

        /// <summary>The logarithm of the sigmoid.</summary>
        public Tensor log_sigmoid() => Aten.log_sigmoid.T(this);
    }
}
