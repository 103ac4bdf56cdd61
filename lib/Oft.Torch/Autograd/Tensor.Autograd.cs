namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>Whether gradients flow to it.</summary>
        public bool requires_grad
        {
            get
            {
                var on = Shim.oft_requires_grad(Handle) != 0;
                GC.KeepAlive(this);
                return on;
            }
            set => requires_grad_(value);
        }

        /// <summary>Whether it was made by a person rather than by an operator with a gradient.</summary>
        public bool is_leaf => Describe().IsLeaf != 0;

        /// <summary>The gradient that backward collected; a new object each time, null where there is none.</summary>
        public Tensor? grad
        {
            get
            {
                nint result;
                Shim.Check(Shim.oft_grad(Handle, &result), "grad");
                GC.KeepAlive(this);
                return result == 0 ? null : new Tensor(result);
            }
            set
            {
                Shim.Check(Shim.oft_set_grad(Handle, value?.Handle ?? 0), "grad");
                GC.KeepAlive(value);
                GC.KeepAlive(this);
            }
        }

        /// <summary>Says whether gradients shall flow to it.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            if (Shim.oft_set_requires_grad(Handle, requires_grad ? 1 : 0) < 0) Shim.Check(-1, $"requires_grad of {Op.Describe(this)}");
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>Says whether gradients shall flow to it.</summary>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps its gradient although it is no leaf.</summary>
        public void retain_grad()
        {
            Shim.Check(Shim.oft_retain_grad(Handle), "retain_grad");
            GC.KeepAlive(this);
        }

        /// <summary>The same numbers outside the graph, over the same memory.</summary>
        public Tensor detach() => Aten.detach.T(this);

        /// <summary>Takes it out of the graph.</summary>
        public Tensor detach_() => Aten.detach_.I(this);

        /// <summary>Sends the gradient of this one number to all leaves it was made from.</summary>
        public void backward() => autograd.backward(this);

        /// <summary>Sends gradients to all leaves it was made from, or to the inputs alone.</summary>
        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward(this, grad_tensors, retain_graph, create_graph, inputs);
    }
}
