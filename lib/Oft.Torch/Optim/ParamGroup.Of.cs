namespace TorchSharp.Modules;

/// <summary>Parameters that share the options of one optimizer.</summary>
/// <typeparam name="TOptions">The optimizer's options.</typeparam>
public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
{
    /// <summary>An empty group.</summary>
    public ParamGroup() { }

    /// <summary>A group of these parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="options">Their options; what is left open is the optimizer's.</param>
    public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null) => (Parameters, base.Options) = (parameters, options);

    /// <summary>Their options.</summary>
    public new TOptions? Options
    {
        get => (TOptions?)base.Options;
        set => base.Options = value;
    }
}
