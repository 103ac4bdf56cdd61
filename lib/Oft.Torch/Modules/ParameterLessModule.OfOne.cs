using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>A module of one argument that only computes and has nothing to train or to save.</summary>
/// <typeparam name="T1">Input 1.</typeparam>
/// <typeparam name="TResult">What it returns.</typeparam>
public abstract class ParameterLessModule<T1, TResult> : Module<T1, TResult>, IParameterLessModule
{
    /// <summary>Begins the module.</summary>
    protected ParameterLessModule(string name) : base(name) { }
}
