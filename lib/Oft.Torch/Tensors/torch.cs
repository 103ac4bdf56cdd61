namespace TorchSharp;

/// <summary>The engine: tensors, their operators, networks and optimisers, under the names of TorchSharp's package.</summary>
/// <remarks>A source-compatible subset of TorchSharp 0.107 over whatever libtorch the machine has; what is here behaves as there.</remarks>
public static partial class torch
{
    /// <summary>Networks: modules, their functions without state, initialisation.</summary>
    public static partial class nn
    {
        /// <summary>Layers, activations and losses as functions.</summary>
        public static partial class functional;
    }
}
