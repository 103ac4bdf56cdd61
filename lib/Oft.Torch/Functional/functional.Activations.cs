using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>x where it is positive, zero elsewhere.</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? Aten.relu_.I(x) : Aten.relu.T(x);

            /// <summary>x cut to [0, 6].</summary>
            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? Aten.relu6_.I(x) : Aten.relu6.T(x);

            /// <summary>x where it is positive, a slope of it elsewhere.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? Aten.leaky_relu_.I([input, negative_slope]) : Aten.leaky_relu.T([input, negative_slope]);

            /// <summary>x · Φ(x), with Φ the normal distribution function.</summary>
            public static Tensor gelu(Tensor x) => Aten.gelu.T([x]);

            /// <summary>x · Φ(x), with Φ the normal distribution function.</summary>
            public static Tensor gelu(Tensor x, bool inplace) => inplace ? Aten.gelu_.I([x]) : Aten.gelu.T([x]);

            /// <summary>x · Φ(x), with Φ the normal distribution function or its tanh approximation.</summary>
            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) =>
                inplace ? Aten.gelu_.I([x, approximate.ToString()]) : Aten.gelu.T([x, approximate.ToString()]);

            /// <summary>x · sigmoid(x).</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? Aten.silu_.I(x) : Aten.silu.T(x);

            /// <summary>x · tanh(softplus(x)).</summary>
            public static Tensor mish(Tensor x, bool inplace = false) => inplace ? Aten.mish_.I(x) : Aten.mish.T(x);

            /// <summary>x where it is positive, alpha · (e^x − 1) elsewhere.</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => inplace ? Aten.elu_.I([x, alpha]) : Aten.elu.T([x, alpha]);

            /// <summary>The self-normalising exponential unit.</summary>
            public static Tensor selu(Tensor x, bool inplace = false) => inplace ? Aten.selu_.I(x) : Aten.selu.T(x);

            /// <summary>log(1 + e^(beta · x)) / beta, and x itself beyond the threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => Aten.softplus.T([x, beta, threshold]);

            /// <summary>The hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? Aten.tanh_.I(x) : Aten.tanh.T(x);

            /// <summary>1 / (1 + e^−x).</summary>
            public static Tensor sigmoid(Tensor x) => Aten.sigmoid.T(x);

            /// <summary>1 / (1 + e^−x).</summary>
            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? Aten.sigmoid_.I(x) : Aten.sigmoid.T(x);

            /// <summary>The logarithm of the sigmoid.</summary>
            public static Tensor logsigmoid(Tensor x) => Aten.log_sigmoid.T(x);

            /// <summary>A piecewise linear sigmoid.</summary>
            public static Tensor hardsigmoid(Tensor input, bool inplace = false) => inplace ? Aten.hardsigmoid_.I(input) : Aten.hardsigmoid.T(input);

            /// <summary>x times a piecewise linear sigmoid.</summary>
            public static Tensor hardswish(Tensor input, bool inplace = false) => inplace ? Aten.hardswish_.I(input) : Aten.hardswish.T(input);

            /// <summary>x cut to a range.</summary>
            public static Tensor hardtanh(Tensor x, double min_val = -1.0, double max_val = 1.0, bool inplace = false) =>
                inplace ? Aten.hardtanh_.I([x, min_val, max_val]) : Aten.hardtanh.T([x, min_val, max_val]);

            /// <summary>One half of a dimension times the sigmoid of the other.</summary>
            public static Tensor glu(Tensor input, long dim = -1) => Aten.glu.T([input, dim]);

            /// <summary>x where it is positive, a learned slope of it elsewhere.</summary>
            public static Tensor prelu(Tensor input, Tensor weight) => Aten.prelu.Two(input, weight);

            /// <summary>e^x over its sum along a dimension.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.softmax_int.T([input, dim, dtype]);

            /// <summary>The logarithm of <see cref="softmax"/>.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => Aten.log_softmax_int.T([x, dim, Arg.None]);

            /// <summary>e^−x over its sum along a dimension.</summary>
            public static Tensor softmin(Tensor x, long dim)
            {
                using var negative = Aten.neg.T(x);
                return Aten.softmax_int.T([negative, dim, Arg.None]);
            }
        }
    }
}
