namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>input · weightsᵀ + bias.</summary>
            /// <param name="input">[…, in] what is mapped.</param>
            /// <param name="weights">[out, in].</param>
            /// <param name="bias">[out].</param>
            /// <returns>[…, out].</returns>
            public static unsafe Tensor linear(Tensor input, Tensor weights, Tensor? bias = null)
            {
                nint result;
                if (input is null || weights is null || Shim.oft_linear(input.Handle, weights.Handle, bias?.Handle ?? 0, &result) < 0)
                    return Aten.linear.T([input, weights, bias]);   // the slow way round, for its error
                GC.KeepAlive(input);
                GC.KeepAlive(weights);
                GC.KeepAlive(bias);
                return new Tensor(result);
            }

            /// <summary>input1 · weight · input2, for every output.</summary>
            public static Tensor bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias = null) => Aten.bilinear.T([input1, input2, weight, bias]);

            /// <summary>Numbers set to zero with probability p, the rest scaled up so that means stay.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Aten.dropout_.I([input, p, training]) : Aten.dropout.T([input, p, training]);

            /// <summary>Whole channels set to zero with probability p.</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Aten.feature_dropout_.I([input, p, training]) : Aten.feature_dropout.T([input, p, training]);

            /// <summary>Ones where x counts to, zeros elsewhere: one more dimension.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.one_hot.T([x, num_classes]);

            /// <summary>Every vector along a dimension divided by its p-norm.</summary>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12)
            {
                using var norm = Aten.norm_ScalarOpt_dim.T([input, p, (long[])[dim], true]);
                using var least = Aten.clamp_min.By(norm, (Scalar)eps);
                return input / least.expand_as(input);
            }

            /// <summary>The cosine of the angle between vectors along a dimension.</summary>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) => Aten.cosine_similarity.T([x1, x2, dim, eps]);

            /// <summary>The p-norm of the difference of vectors.</summary>
            public static Tensor pairwise_distance(Tensor input1, Tensor input2, double p = 2.0, double eps = 1e-6, bool keepdim = false) =>
                Aten.pairwise_distance.T([input1, input2, p, eps, keepdim]);

            // Rows of the weight by number. The package has embedding only as a module.
            internal static Tensor embedding(Tensor input, Tensor weight, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false)
            {
                if (max_norm is { } most)
                {
                    using var quiet = no_grad();
                    Aten.embedding_renorm_.Run(weight, input, most, norm_type);
                }
                return Aten.embedding.T([weight, input, padding_idx ?? -1, scale_grad_by_freq, sparse]);
            }
        }
    }
}
