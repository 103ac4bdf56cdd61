using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Work on all parameters together.</summary>
        public static partial class utils
        {
            /// <summary>Scales all gradients by one number so that their common norm is at most this.</summary>
            /// <param name="tensors">The parameters; those without a gradient do not count.</param>
            /// <param name="max_norm">The largest norm allowed.</param>
            /// <param name="norm_type">Which norm; infinity is the largest absolute number.</param>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                var gradients = Gradients(tensors);
                if (gradients.Length == 0) return 0;
                var place = gradients[0].device;
                var norms = Foreach.Norm(gradients, norm_type).Select(norm => norm.to(place));
                var total = Foreach.Norm([stack(norms)], norm_type)[0];
                var scale = (max_norm / (total + 1e-6)).clamp_max(1).item<float>();
                if (scale != 1) Foreach.Multiply(gradients, scale);
                return total.to(float64).item<double>();
            }

            /// <summary>Cuts every number of every gradient to [−value, value].</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                foreach (var gradient in Gradients(tensors)) gradient.clamp_(-clip_value, clip_value);
            }

            private static Tensor[] Gradients(IEnumerable<Parameter> parameters) =>
                [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];
        }
    }
}
