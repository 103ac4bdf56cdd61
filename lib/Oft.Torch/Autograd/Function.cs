using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public static unsafe partial class autograd
    {
        /// <summary>A function with a gradient of its own. Derive from <see cref="SingleTensorFunction{T}"/> or <see cref="MultiTensorFunction{T}"/>.</summary>
        public abstract class Function<T> where T : Function<T>, new()
        {
            /// <summary>What errors call it.</summary>
            public abstract string Name { get; }

            internal abstract List<Tensor> Forward(AutogradContext ctx, object[] vars);

            internal abstract List<Tensor> Backward(AutogradContext ctx, List<Tensor> gradients);

            /// <summary>Runs forward outside the graph and joins its outputs to the graph through one node.</summary>
            public static List<Tensor> apply_internal(params object[] vars)
            {
                var function = new T();
                var context = new AutogradContext();
                List<Tensor> made;
                using (no_grad()) made = function.Forward(context, vars);

                // Fresh tensors without a graph: an output may be a view of an input.
                var outputs = made.Select(output => output.detach()).ToList();
                context.Keep(made);
                Join(new CustomNode(function.Name, context, vars, outputs, gradients => function.Backward(context, gradients)),
                    vars, outputs, [.. made.Select(output => !context.IsFlat(output) && Differentiable(output.dtype))]);
                foreach (var output in made)
                    if (!vars.Contains(output)) output.Dispose();
                return outputs;
            }

            private static bool Differentiable(ScalarType type) => is_floating_point(type) || is_complex(type);

            private static void Join(CustomNode node, object[] vars, List<Tensor> outputs, bool[] differentiable)
            {
                var inputs = vars.OfType<Tensor>().ToList();
                nint[] from = Handles(inputs), to = Handles(outputs);
                var flags = differentiable.Select(on => (byte)(on ? 1 : 0)).ToArray();
                int status;
                fixed (nint* f = from, t = to)
                fixed (byte* d = flags)
                    status = Shim.oft_custom(f, from.Length, t, to.Length, d, &CustomNode.Call, node.Pin(), &CustomNode.Done);
                GC.KeepAlive(inputs);
                Shim.Check(status, node.Name);
            }
        }

        /// <summary>A function of several outputs with a gradient of its own.</summary>
        public abstract class MultiTensorFunction<T> : Function<T> where T : MultiTensorFunction<T>, new()
        {
            /// <summary>Computes the outputs, outside the graph.</summary>
            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            /// <summary>The gradients of the inputs, one a variable of forward, null for what has none.</summary>
            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            /// <summary>Runs the function inside the graph.</summary>
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            internal override List<Tensor> Forward(AutogradContext ctx, object[] vars) => forward(ctx, vars);

            internal override List<Tensor> Backward(AutogradContext ctx, List<Tensor> gradients) => backward(ctx, gradients);
        }

        /// <summary>A function of one output with a gradient of its own.</summary>
        public abstract class SingleTensorFunction<T> : Function<T> where T : SingleTensorFunction<T>, new()
        {
            /// <summary>Computes the output, outside the graph.</summary>
            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            /// <summary>The gradients of the inputs, one a variable of forward, null for what has none.</summary>
            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            /// <summary>Runs the function inside the graph.</summary>
            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            internal override List<Tensor> Forward(AutogradContext ctx, object[] vars) => [forward(ctx, vars)];

            internal override List<Tensor> Backward(AutogradContext ctx, List<Tensor> gradients) => backward(ctx, gradients[0]);
        }
    }
}
