namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What a function's forward leaves for its backward.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> data = [];
            private List<Tensor> given = [];
            private List<Tensor> saved = [];
            private HashSet<Tensor> flat = [];

            internal AutogradContext() { }

            /// <summary>Whether an output that nobody used has a gradient of zeros in backward, rather than null.</summary>
            public bool MaterializeGrads { get; private set; } = true;

            /// <summary>Keeps tensors for backward.</summary>
            public void save_for_backward(List<Tensor> tensors) => given = tensors;

            /// <summary>The tensors that forward kept.</summary>
            public List<Tensor> get_saved_variables() => saved;

            /// <summary>Keeps a value for backward under a name.</summary>
            public void save_data(string key, object value) => data[key] = value;

            /// <summary>A value that forward kept.</summary>
            /// <exception cref="KeyNotFoundException">Forward kept nothing under that name.</exception>
            public object get_data(string key) => data.TryGetValue(key, out var value) ? value
                : throw new KeyNotFoundException($"autograd context: nothing is kept as '{key}'; kept: {string.Join(", ", data.Keys)}.");

            /// <summary>Says that these outputs have no gradient.</summary>
            public void mark_non_differentiable(List<Tensor> tensors) => flat = [.. tensors];

            /// <summary>Sets <see cref="MaterializeGrads"/>.</summary>
            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>Lets the kept tensors go.</summary>
            public void Dispose() => Dispose(true);

            /// <summary>Lets the kept tensors go.</summary>
            protected virtual void Dispose(bool disposing)
            {
                foreach (var tensor in saved) tensor.Dispose();
                saved = [];
            }

            internal bool IsFlat(Tensor output) => flat.Contains(output);

            // References of the context's own, in no scope. An output is kept outside the graph: it holds the node that holds this.
            internal void Keep(List<Tensor> outputs)
            {
                saved = [.. given.Select(tensor => tensor is null ? null! : Own(outputs.Contains(tensor) ? tensor.detach() : tensor.alias()))];
                given = [];
            }

            private static Tensor Own(Tensor tensor) => tensor.DetachFromDisposeScope();
        }
    }
}
