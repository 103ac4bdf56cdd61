namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>1 / (1 + e^−x).</summary>
        public Tensor sigmoid() => Aten.sigmoid.T(this);

        /// <summary>1 / (1 + e^−x). Changes this tensor.</summary>
        public Tensor sigmoid_() => Aten.sigmoid_.I(this);

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
