using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>A module of three arguments that only computes and has nothing to train or to save.</summary>
/// <typeparam name="T1">Input 1.</typeparam>
/// <typeparam name="T2">Input 2.</typeparam>
/// <typeparam name="T3">Input 3.</typeparam>
/// <typeparam name="TResult">What it returns.</typeparam>
public abstract class ParameterLessModule<T1, T2, T3, TResult> : Module<T1, T2, T3, TResult>, IParameterLessModule
{
    /// <summary>Begins the module.</summary>
    protected ParameterLessModule(string name) : base(name) { }
}
