using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Max(x, 0).</summary>
        /// <param name="inplace">Whether the input is overwritten.</param>
        public static ReLU ReLU(bool inplace = false) => new(inplace);

        /// <summary>Min(max(x, 0), 6).</summary>
        /// <param name="inplace">Whether the input is overwritten.</param>
        public static ReLU6 ReLU6(bool inplace = false) => new(inplace);

        /// <summary>X where positive, a small slope times x where not.</summary>
        /// <param name="negative_slope">The slope left of zero.</param>
        /// <param name="inplace">Whether the input is overwritten.</param>
        public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);

        /// <summary>X where positive, α (eˣ − 1) where not.</summary>
        /// <param name="alpha">The value −α is approached on the left.</param>
        /// <param name="inplace">Whether the input is overwritten.</param>
        public static ELU ELU(double alpha = 1.0, bool inplace = false) => new(alpha, inplace);

        /// <summary>X · sigmoid(x).</summary>
        /// <param name="inplace">Whether the input is overwritten.</param>
        public static SiLU SiLU(bool inplace = false) => new(inplace);

        /// <summary>X · tanh(softplus(x)).</summary>
        /// <param name="inplace">Whether the input is overwritten.</param>
        public static Mish Mish(bool inplace = false) => new(inplace);

        /// <summary>X · min(max(x + 3, 0), 6) / 6.</summary>
        /// <param name="inplace">Whether the input is overwritten.</param>
        public static Hardswish Hardswish(bool inplace = false) => new(inplace);

        /// <summary>Tanh(x).</summary>
        /// <param name="inplace">Whether the input is overwritten.</param>
        public static Tanh Tanh(bool inplace = false) => new(inplace);

        /// <summary>1 / (1 + e⁻ˣ).</summary>
        /// <param name="inplace">Whether the input is overwritten.</param>
        public static Sigmoid Sigmoid(bool inplace = false) => new(inplace);

        /// <summary>Log(1 + e^(βx)) / β, and x itself where βx is above the threshold.</summary>
        /// <param name="beta">How sharp the bend is.</param>
        /// <param name="threshold">From here on it is linear.</param>
        public static Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);

        /// <summary>E^x, divided by its sum along one dimension.</summary>
        /// <param name="dim">The dimension that sums to one.</param>
        public static Softmax Softmax(long dim) => new(dim);

        /// <summary>X − log of the sum of eˣ along one dimension.</summary>
        /// <param name="dim">The dimension summed over.</param>
        public static LogSoftmax LogSoftmax(long dim) => new(dim);

        /// <summary>X, unchanged.</summary>
        public static Identity Identity() => new();

        /// <summary>x · Φ(x), with Φ the normal distribution function, or its tanh approximation.</summary>
        /// <param name="approximate">Which of the two.</param>
        /// <param name="inplace">Whether the input is overwritten.</param>
        public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);

        /// <summary>x · Φ(x), with Φ the normal distribution function.</summary>
        public static GELU GELU() => new(Modules.GELU.Approximate.none, false);

        /// <summary>x · Φ(x), with Φ the normal distribution function.</summary>
        /// <param name="inplace">Whether the input is overwritten.</param>
        public static GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

        /// <summary>Zeros each number with probability p while training and scales the others by 1 / (1 − p).</summary>
        /// <param name="p">Probability of a zero.</param>
        /// <param name="inplace">Whether the input is overwritten.</param>
        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);
    }
}
