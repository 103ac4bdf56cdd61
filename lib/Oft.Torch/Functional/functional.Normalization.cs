namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>(x − mean) / √(variance + eps) over the last dimensions, scaled and shifted.</summary>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Aten.layer_norm.T([input, normalized_shape, weight, bias, eps]);

            /// <summary>(x − mean) / √(variance + eps) over groups of channels, scaled and shifted.</summary>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Aten.group_norm.T([input, num_groups, weight, bias, eps]);

            /// <summary>(x − mean) / √(variance + eps) over the batch when training, by the running statistics otherwise; scaled and shifted.</summary>
            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5) =>
                Aten.batch_norm.T([input, weight, bias, running_mean, running_var, training, momentum, eps, true]);

            /// <summary>(x − mean) / √(variance + eps) over every channel of every sample, scaled and shifted.</summary>
            public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true, double momentum = 0.1, double eps = 1e-5) =>
                Aten.instance_norm.T([input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, true]);
        }
    }
}
