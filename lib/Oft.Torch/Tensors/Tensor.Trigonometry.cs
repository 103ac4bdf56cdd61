namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
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
    }
}
