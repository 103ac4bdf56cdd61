using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>AdamW (Loshchilov and Hutter, 2019): Adam with a weight decay that the averages do not see.</summary>
public partial class AdamW : OptimizerHelper, IBetas
{
    /// <summary>One group of parameters.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="beta1">How much of the average gradient is kept at each step.</param>
    /// <param name="beta2">How much of the average squared gradient is kept at each step.</param>
    /// <param name="eps">Added to the denominator.</param>
    /// <param name="weight_decay">Share of the parameter, times the learning rate, that is taken away at each step; 0 unless given, unlike in PyTorch.</param>
    /// <param name="amsgrad">Whether the largest average squared gradient so far is the one divided by.</param>
    /// <param name="maximize">Whether the steps go up.</param>
    public AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize) { }

    /// <summary>Several groups; what a group leaves open is as given here.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="beta1">How much of the average gradient is kept at each step.</param>
    /// <param name="beta2">How much of the average squared gradient is kept at each step.</param>
    /// <param name="eps">Added to the denominator.</param>
    /// <param name="weight_decay">Share of the parameter, times the learning rate, that is taken away at each step; 0 unless given, unlike in PyTorch.</param>
    /// <param name="amsgrad">Whether the largest average squared gradient so far is the one divided by.</param>
    /// <param name="maximize">Whether the steps go up.</param>
    public AdamW(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lr);
        ArgumentOutOfRangeException.ThrowIfNegative(eps);
        ArgumentOutOfRangeException.ThrowIfNegative(weight_decay);
        if (beta1 is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(beta1), beta1, "0 or more and less than 1 is expected");
        if (beta2 is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(beta2), beta2, "0 or more and less than 1 is expected");
        _defaults = new Options
        {
            LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps,
            weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    /// <summary>The betas of every group; reading gives those of the first.</summary>
    public (double, double) Betas
    {
        get => ((ParamGroup)_parameter_groups[0]).Betas;
        set
        {
            foreach (var group in _parameter_groups) ((ParamGroup)group).Betas = value;
        }
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(group =>
    {
        var options = group.Options!;
        new AdamRule(options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value, options.eps!.Value,
            options.weight_decay!.Value, options.amsgrad!.Value, options.maximize!.Value, Decoupled: true)
            .Step(WithGradients<State>(group));
    }, closure);

    private protected override OptimizerOptions NewOptions() => new Options();

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);
}
