namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>|input − target|.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Aten.l1_loss.T([input, target, (long)reduction]);

            /// <summary>(input − target)².</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Aten.mse_loss.T([input, target, (long)reduction]);

            /// <summary>Squared below beta, absolute above.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                Aten.smooth_l1_loss.T([input, target, (long)reduction, beta]);

            /// <summary>Squared below delta, linear above.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                Aten.huber_loss.T([input, target, (long)reduction, delta]);

            /// <summary>The negative log of the softmax at the target; targets of <paramref name="ignore_index"/> count nothing.</summary>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0) =>
                Aten.cross_entropy_loss.T([input, target, weight, (long)reduction, ignore_index, label_smoothing]);

            /// <summary>The negative of the target's log-probability.</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.nll_loss_nd.T([input, target, weight, (long)reduction]);

            /// <summary>The cross entropy of two-sided choices, from probabilities.</summary>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.binary_cross_entropy.T([input, target, weight, (long)reduction]);

            /// <summary>The cross entropy of two-sided choices, from log-odds.</summary>
            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                Aten.binary_cross_entropy_with_logits.T([input, target, weight, pos_weights, (long)reduction]);

            /// <summary>How far the target's distribution is from the input's, which is given by its logarithm.</summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Aten.kl_div.T([input, target, (long)reduction, log_target]);
        }
    }
}
