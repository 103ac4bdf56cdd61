using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Random and fixed first values. Each function fills the tensor and returns it, untracked.</summary>
        public static partial class init
        {
            /// <summary>Which side of a layer keeps its variance.</summary>
            public enum FanInOut
            {
                /// <summary>The forward pass.</summary>
                FanIn,

                /// <summary>The backward pass.</summary>
                FanOut,
            }

            /// <summary>What follows a layer.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing.</summary>
                Linear,

                /// <summary>Nothing.</summary>
                Conv1D,

                /// <summary>Nothing.</summary>
                Conv2D,

                /// <summary>Nothing.</summary>
                Conv3D,

                /// <summary>Nothing.</summary>
                ConvTranspose1D,

                /// <summary>Nothing.</summary>
                ConvTranspose2D,

                /// <summary>Nothing.</summary>
                ConvTranspose3D,

                /// <summary>The logistic function.</summary>
                Sigmoid,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh,

                /// <summary>max(x, 0).</summary>
                ReLU,

                /// <summary>x, or a small slope times x left of zero.</summary>
                LeakyReLU,
            }

            /// <summary>By what a layer's standard deviation grows so that the nonlinearity after it keeps the variance.</summary>
            /// <param name="nonlinearity">What follows.</param>
            /// <param name="param">The slope left of zero, for <see cref="NonlinearityType.LeakyReLU"/>.</param>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2.0 / (1 + param * param)),
                _ => 1,
            };

            /// <summary>How many numbers enter one output, and how many outputs one number enters.</summary>
            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2) throw new ArgumentException($"two dimensions or more are expected, got [{string.Join(", ", shape)}]");
                var window = shape.Skip(2).Aggregate(1L, (product, size) => product * size);
                return (shape[1] * window, shape[0] * window);
            }

            /// <summary>All numbers the same.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val) => Fill(tensor, t => t.fill_(val));

            /// <summary>All zero.</summary>
            public static Tensor zeros_(Tensor tensor) => Fill(tensor, t => t.zero_());

            /// <summary>All one.</summary>
            public static Tensor ones_(Tensor tensor) => Fill(tensor, t => t.fill_(1));

            /// <summary>Ones on the diagonal of a matrix, zeros elsewhere.</summary>
            public static Tensor eye_(Tensor tensor) => Fill(tensor, t => t.copy_(eye(t.shape[0], t.shape[1], t.dtype, t.device)));

            /// <summary>Uniform between two numbers.</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null) =>
                Fill(tensor, t => t.uniform_(low, high, generator));

            /// <summary>Normal.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null) =>
                Fill(tensor, t => t.normal_(mean, std, generator));

            /// <summary>Normal, cut off at two bounds.</summary>
            /// <remarks>Drawn uniformly between the bounds' probabilities and sent through the inverse of the normal distribution function.</remarks>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0, Generator? generator = null)
            {
                var (low, high) = (NormalDistribution((a - mean) / std), NormalDistribution((b - mean) / std));
                return Fill(tensor, t => t.uniform_(2 * low - 1, 2 * high - 1, generator).erfinv_().mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b));
            }

            /// <summary>Uniform, so that forward and backward variance are kept as well as both can be.</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var bound = Math.Sqrt(3) * Glorot(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal, so that forward and backward variance are kept as well as both can be.</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0) => normal_(tensor, 0, Glorot(tensor, gain));

            /// <summary>The same as <see cref="xavier_uniform_"/>.</summary>
            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1.0) => xavier_uniform_(tensor, gain);

            /// <summary>The same as <see cref="xavier_normal_"/>.</summary>
            public static Tensor glorot_normal_(Tensor tensor, double gain = 1.0) => xavier_normal_(tensor, gain);

            /// <summary>Uniform, so that one direction keeps its variance through the nonlinearity.</summary>
            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3) * Kaiming(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal, so that one direction keeps its variance through the nonlinearity.</summary>
            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, Kaiming(tensor, a, mode, nonlinearity));

            /// <summary>PyTorch's first weights of linear layers and convolutions: uniform within 1/√fan-in.</summary>
            internal static void LikeLinear(Parameter weight, Parameter? bias)
            {
                kaiming_uniform_(weight, a: Math.Sqrt(5));
                var fanIn = CalculateFanInAndFanOut(weight).fanIn;
                if (bias is null || fanIn == 0) return;
                var bound = 1 / Math.Sqrt(fanIn);
                uniform_(bias, -bound, bound);
            }

            private static Tensor Fill(Tensor tensor, Func<Tensor, Tensor> fill)
            {
                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                fill(tensor);
                return tensor;
            }

            private static double Glorot(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }

            private static double Kaiming(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static double NormalDistribution(double x)
            {
                using var scope = NewDisposeScope();
                return (1 + tensor(x / Math.Sqrt(2), float64).erf().item<double>()) / 2;
            }
        }
    }
}
