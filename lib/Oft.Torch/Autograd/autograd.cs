using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients: asked for, or computed by functions of one's own.</summary>
    public static unsafe partial class autograd
    {
        /// <summary>Sends gradients from a tensor to all leaves it was made from, or to the inputs alone.</summary>
        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>Sends a gradient from a tensor to all leaves it was made from, or to the inputs alone.</summary>
        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <summary>Sends gradients from several tensors to all leaves they were made from, or to the inputs alone.</summary>
        /// <exception cref="ExternalException">A tensor has no graph, or is no single number and came without a gradient.</exception>
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            var (from, given, to) = (Handles(tensors), grad_tensors is null ? null : Handles(grad_tensors), inputs is null ? [] : Handles(inputs));
            if (given is not null && given.Length != from.Length)
                throw new ArgumentException($"backward: expected {from.Length} gradients, one a tensor, got {given.Length}.");
            int status;
            fixed (nint* f = from, g = given, t = to)
                status = Shim.oft_backward(f, from.Length, g, retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, t, to.Length);
            if (status < 0) throw Failure("backward", tensors);
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        /// <summary>The gradients of the inputs, without touching any <c>grad</c>.</summary>
        /// <exception cref="ExternalException">An output has no graph, or an input is not part of it and <paramref name="allow_unused"/> is off.</exception>
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var (from, to, given) = (Handles(outputs), Handles(inputs), grad_outputs is null ? null : Handles(grad_outputs));
            if (given is not null && given.Length != from.Length)
                throw new ArgumentException($"grad: expected {from.Length} gradients, one an output, got {given.Length}.");
            var results = new nint[to.Length];
            int status;
            fixed (nint* f = from, t = to, g = given, r = results)
                status = Shim.oft_autograd_grad(f, from.Length, t, to.Length, g, retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, r);
            if (status < 0) throw Failure("grad", outputs);
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            // An input that nothing used has no gradient; the package gives null for it too.
            return [.. results.Select(handle => handle == 0 ? null! : new Tensor(handle))];
        }

        internal static nint[] Handles(IList<Tensor> tensors)
        {
            var handles = new nint[tensors.Count];
            for (var i = 0; i < handles.Length; i++) handles[i] = tensors[i]?.Handle ?? 0;
            return handles;
        }

        private static ExternalException Failure(string what, IList<Tensor> tensors) =>
            new($"{Shim.Error().TrimEnd()}\n  in {what}\n  called with ({string.Join(", ", tensors.Take(8).Select(Op.Describe))})");
    }
}
