namespace TorchSharp;

public static partial class torch
{
    /// <summary>The absolute value of every number.</summary>
    public static Tensor abs(Tensor input) => Aten.abs.T(input);

    /// <summary>The absolute value of every number. Changes the tensor.</summary>
    public static Tensor abs_(Tensor input) => Aten.abs_.I(input);

    /// <summary>The absolute value of every number.</summary>
    public static Tensor absolute(Tensor input) => Aten.absolute.T(input);

    /// <summary>The absolute value of every number. Changes the tensor.</summary>
    public static Tensor absolute_(Tensor input) => Aten.absolute_.I(input);

    /// <summary>Every number with its sign turned.</summary>
    public static Tensor neg(Tensor input) => Aten.neg.T(input);

    /// <summary>Every number with its sign turned. Changes the tensor.</summary>
    public static Tensor neg_(Tensor input) => Aten.neg_.I(input);

    /// <summary>Every number with its sign turned.</summary>
    public static Tensor negative(Tensor input) => Aten.negative.T(input);

    /// <summary>−1, 0 or 1 by the sign of every number.</summary>
    public static Tensor sign(Tensor input) => Aten.sign.T(input);

    /// <summary>−1, 0 or 1 by the sign of every number. Changes the tensor.</summary>
    public static Tensor sign_(Tensor input) => Aten.sign_.I(input);

    /// <summary>−1, 0 or 1 by the sign of every number; for complex numbers the direction.</summary>
    public static Tensor sgn(Tensor input) => Aten.sgn.T(input);

    /// <summary>−1, 0 or 1 by the sign of every number; for complex numbers the direction. Changes the tensor.</summary>
    public static Tensor sgn_(Tensor input) => Aten.sgn_.I(input);

    /// <summary>The smallest integer that is not below.</summary>
    public static Tensor ceil(Tensor input) => Aten.ceil.T(input);

    /// <summary>The smallest integer that is not below. Changes the tensor.</summary>
    public static Tensor ceil_(Tensor input) => Aten.ceil_.I(input);

    /// <summary>The largest integer that is not above.</summary>
    public static Tensor floor(Tensor input) => Aten.floor.T(input);

    /// <summary>The largest integer that is not above. Changes the tensor.</summary>
    public static Tensor floor_(Tensor input) => Aten.floor_.I(input);

    /// <summary>The number without its fraction.</summary>
    public static Tensor trunc(Tensor input) => Aten.trunc.T(input);

    /// <summary>The number without its fraction. Changes the tensor.</summary>
    public static Tensor trunc_(Tensor input) => Aten.trunc_.I(input);

    /// <summary>The number without its fraction.</summary>
    public static Tensor fix(Tensor input) => Aten.fix.T(input);

    /// <summary>The number without its fraction. Changes the tensor.</summary>
    public static Tensor fix_(Tensor input) => Aten.fix_.I(input);

    /// <summary>The fraction alone.</summary>
    public static Tensor frac(Tensor input) => Aten.frac.T(input);

    /// <summary>The fraction alone. Changes the tensor.</summary>
    public static Tensor frac_(Tensor input) => Aten.frac_.I(input);

    /// <summary>e to the power of every number.</summary>
    public static Tensor exp(Tensor input) => Aten.exp.T(input);

    /// <summary>e to the power of every number. Changes the tensor.</summary>
    public static Tensor exp_(Tensor input) => Aten.exp_.I(input);

    /// <summary>2 to the power of every number.</summary>
    public static Tensor exp2(Tensor input) => Aten.exp2.T(input);

    /// <summary>2 to the power of every number. Changes the tensor.</summary>
    public static Tensor exp2_(Tensor input) => Aten.exp2_.I(input);

    /// <summary>e to the power of every number, minus one.</summary>
    public static Tensor expm1(Tensor input) => Aten.expm1.T(input);

    /// <summary>e to the power of every number, minus one. Changes the tensor.</summary>
    public static Tensor expm1_(Tensor input) => Aten.expm1_.I(input);

    /// <summary>The natural logarithm.</summary>
    public static Tensor log(Tensor input) => Aten.log.T(input);

    /// <summary>The natural logarithm. Changes the tensor.</summary>
    public static Tensor log_(Tensor input) => Aten.log_.I(input);

    /// <summary>The logarithm to base 2.</summary>
    public static Tensor log2(Tensor input) => Aten.log2.T(input);

    /// <summary>The logarithm to base 2. Changes the tensor.</summary>
    public static Tensor log2_(Tensor input) => Aten.log2_.I(input);

    /// <summary>The logarithm to base 10.</summary>
    public static Tensor log10(Tensor input) => Aten.log10.T(input);

    /// <summary>The logarithm to base 10. Changes the tensor.</summary>
    public static Tensor log10_(Tensor input) => Aten.log10_.I(input);

    /// <summary>The natural logarithm of one plus the number.</summary>
    public static Tensor log1p(Tensor input) => Aten.log1p.T(input);

    /// <summary>The natural logarithm of one plus the number. Changes the tensor.</summary>
    public static Tensor log1p_(Tensor input) => Aten.log1p_.I(input);

    /// <summary>The square root.</summary>
    public static Tensor sqrt(Tensor input) => Aten.sqrt.T(input);

    /// <summary>The square root. Changes the tensor.</summary>
    public static Tensor sqrt_(Tensor input) => Aten.sqrt_.I(input);

    /// <summary>One over the square root.</summary>
    public static Tensor rsqrt(Tensor input) => Aten.rsqrt.T(input);

    /// <summary>One over the square root. Changes the tensor.</summary>
    public static Tensor rsqrt_(Tensor input) => Aten.rsqrt_.I(input);

    /// <summary>Every number times itself.</summary>
    public static Tensor square(Tensor input) => Aten.square.T(input);

    /// <summary>One over every number.</summary>
    public static Tensor reciprocal(Tensor input) => Aten.reciprocal.T(input);

    /// <summary>One over every number. Changes the tensor.</summary>
    public static Tensor reciprocal_(Tensor input) => Aten.reciprocal_.I(input);

    /// <summary>The sine, in radians.</summary>
    public static Tensor sin(Tensor input) => Aten.sin.T(input);

    /// <summary>The sine, in radians. Changes the tensor.</summary>
    public static Tensor sin_(Tensor input) => Aten.sin_.I(input);

    /// <summary>The cosine, in radians.</summary>
    public static Tensor cos(Tensor input) => Aten.cos.T(input);

    /// <summary>The cosine, in radians. Changes the tensor.</summary>
    public static Tensor cos_(Tensor input) => Aten.cos_.I(input);

    /// <summary>The tangent, in radians.</summary>
    public static Tensor tan(Tensor input) => Aten.tan.T(input);

    /// <summary>The tangent, in radians. Changes the tensor.</summary>
    public static Tensor tan_(Tensor input) => Aten.tan_.I(input);

    /// <summary>The angle whose sine it is.</summary>
    public static Tensor asin(Tensor input) => Aten.asin.T(input);

    /// <summary>The angle whose sine it is. Changes the tensor.</summary>
    public static Tensor asin_(Tensor input) => Aten.asin_.I(input);

    /// <summary>The angle whose cosine it is.</summary>
    public static Tensor acos(Tensor input) => Aten.acos.T(input);

    /// <summary>The angle whose cosine it is. Changes the tensor.</summary>
    public static Tensor acos_(Tensor input) => Aten.acos_.I(input);

    /// <summary>The angle whose tangent it is.</summary>
    public static Tensor atan(Tensor input) => Aten.atan.T(input);

    /// <summary>The angle whose tangent it is. Changes the tensor.</summary>
    public static Tensor atan_(Tensor input) => Aten.atan_.I(input);

    /// <summary>The hyperbolic sine.</summary>
    public static Tensor sinh(Tensor input) => Aten.sinh.T(input);

    /// <summary>The hyperbolic sine. Changes the tensor.</summary>
    public static Tensor sinh_(Tensor input) => Aten.sinh_.I(input);

    /// <summary>The hyperbolic cosine.</summary>
    public static Tensor cosh(Tensor input) => Aten.cosh.T(input);

    /// <summary>The hyperbolic cosine. Changes the tensor.</summary>
    public static Tensor cosh_(Tensor input) => Aten.cosh_.I(input);

    /// <summary>The hyperbolic tangent.</summary>
    public static Tensor tanh(Tensor input) => Aten.tanh.T(input);

    /// <summary>The hyperbolic tangent. Changes the tensor.</summary>
    public static Tensor tanh_(Tensor input) => Aten.tanh_.I(input);

    /// <summary>The inverse hyperbolic sine.</summary>
    public static Tensor asinh(Tensor input) => Aten.asinh.T(input);

    /// <summary>The inverse hyperbolic sine. Changes the tensor.</summary>
    public static Tensor asinh_(Tensor input) => Aten.asinh_.I(input);

    /// <summary>The inverse hyperbolic cosine.</summary>
    public static Tensor acosh(Tensor input) => Aten.acosh.T(input);

    /// <summary>The inverse hyperbolic cosine. Changes the tensor.</summary>
    public static Tensor acosh_(Tensor input) => Aten.acosh_.I(input);

    /// <summary>The inverse hyperbolic tangent.</summary>
    public static Tensor atanh(Tensor input) => Aten.atanh.T(input);

    /// <summary>The inverse hyperbolic tangent. Changes the tensor.</summary>
    public static Tensor atanh_(Tensor input) => Aten.atanh_.I(input);

    /// <summary>1 / (1 + e^−x).</summary>
    public static Tensor sigmoid(Tensor input) => Aten.sigmoid.T(input);

    /// <summary>1 / (1 + e^−x). Changes the tensor.</summary>
    public static Tensor sigmoid_(Tensor input) => Aten.sigmoid_.I(input);

    /// <summary>The error function.</summary>
    public static Tensor erf(Tensor input) => Aten.erf.T(input);

    /// <summary>The error function. Changes the tensor.</summary>
    public static Tensor erf_(Tensor input) => Aten.erf_.I(input);

    /// <summary>One minus the error function.</summary>
    public static Tensor erfc(Tensor input) => Aten.erfc.T(input);

    /// <summary>One minus the error function. Changes the tensor.</summary>
    public static Tensor erfc_(Tensor input) => Aten.erfc_.I(input);

    /// <summary>The inverse of the error function.</summary>
    public static Tensor erfinv(Tensor input) => Aten.erfinv.T(input);

    /// <summary>The inverse of the error function. Changes the tensor.</summary>
    public static Tensor erfinv_(Tensor input) => Aten.erfinv_.I(input);

    /// <summary>The logarithm of the gamma function.</summary>
    public static Tensor lgamma(Tensor input) => Aten.lgamma.T(input);

    /// <summary>The logarithm of the gamma function. Changes the tensor.</summary>
    public static Tensor lgamma_(Tensor input) => Aten.lgamma_.I(input);

    /// <summary>The derivative of the logarithm of the gamma function.</summary>
    public static Tensor digamma(Tensor input) => Aten.digamma.T(input);

    /// <summary>The derivative of the logarithm of the gamma function. Changes the tensor.</summary>
    public static Tensor digamma_(Tensor input) => Aten.digamma_.I(input);

    /// <summary>Degrees to radians.</summary>
    public static Tensor deg2rad(Tensor input) => Aten.deg2rad.T(input);

    /// <summary>Degrees to radians. Changes the tensor.</summary>
    public static Tensor deg2rad_(Tensor input) => Aten.deg2rad_.I(input);

    /// <summary>Radians to degrees.</summary>
    public static Tensor rad2deg(Tensor input) => Aten.rad2deg.T(input);

    /// <summary>Radians to degrees. Changes the tensor.</summary>
    public static Tensor rad2deg_(Tensor input) => Aten.rad2deg_.I(input);

    /// <summary>sin(πx) / πx, and 1 at zero.</summary>
    public static Tensor sinc(Tensor input) => Aten.sinc.T(input);

    /// <summary>sin(πx) / πx, and 1 at zero. Changes the tensor.</summary>
    public static Tensor sinc_(Tensor input) => Aten.sinc_.I(input);

    /// <summary>The tensor itself.</summary>
    public static Tensor positive(Tensor input) => Aten.positive.T(input);

    /// <summary>True where a number is not a number.</summary>
    public static Tensor isnan(Tensor input) => Aten.isnan.T(input);

    /// <summary>True where a number is infinite.</summary>
    public static Tensor isinf(Tensor tensor) => Aten.isinf.T(tensor);

    /// <summary>True where a number is neither infinite nor NaN.</summary>
    public static Tensor isfinite(Tensor tensor) => Aten.isfinite.T(tensor);

    /// <summary>True at plus infinity.</summary>
    public static Tensor isposinf(Tensor tensor) => Aten.isposinf.T(tensor);

    /// <summary>True at minus infinity.</summary>
    public static Tensor isneginf(Tensor tensor) => Aten.isneginf.T(tensor);

    /// <summary>True where the sign bit is set.</summary>
    public static Tensor signbit(Tensor input) => Aten.signbit.T(input);

    /// <summary>True where a number is zero.</summary>
    public static Tensor logical_not(Tensor input) => Aten.logical_not.T(input);

    /// <summary>Every bit turned; for truths their opposite.</summary>
    public static Tensor bitwise_not(Tensor input) => Aten.bitwise_not.T(input);

    /// <summary>Every bit turned; for truths their opposite. Changes the tensor.</summary>
    public static Tensor bitwise_not_(Tensor input) => Aten.bitwise_not_.I(input);
}
