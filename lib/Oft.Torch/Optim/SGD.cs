using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent, with momentum if asked for.</summary>
/// <remarks>
/// <code>
/// g ← g + λ p
/// b ← μ b + (1 − dampening) g          the first b is g itself
/// p ← p − lr · b                       Nesterov: p ← p − lr (g + μ b)
/// </code>
/// </remarks>
public partial class SGD : OptimizerHelper, IMomentum
{
    /// <summary>One group of parameters.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="momentum">How much of the last step enters the next.</param>
    /// <param name="dampening">How much of the gradient the momentum leaves out.</param>
    /// <param name="weight_decay">Added to the gradient, times the parameter.</param>
    /// <param name="nesterov">Whether the gradient is looked at one step ahead.</param>
    /// <param name="maximize">Whether the steps go up.</param>
    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize) { }

    /// <summary>Several groups; what a group leaves open is as given here.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="momentum">How much of the last step enters the next.</param>
    /// <param name="dampening">How much of the gradient the momentum leaves out.</param>
    /// <param name="weight_decay">Added to the gradient, times the parameter.</param>
    /// <param name="nesterov">Whether the gradient is looked at one step ahead.</param>
    /// <param name="maximize">Whether the steps go up.</param>
    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lr);
        ArgumentOutOfRangeException.ThrowIfNegative(momentum);
        ArgumentOutOfRangeException.ThrowIfNegative(weight_decay);
        if (nesterov && (momentum == 0 || dampening != 0)) throw new ArgumentException("Nesterov needs a momentum and no dampening", nameof(nesterov));
        _defaults = new Options
        {
            LearningRate = lr, InitialLearningRate = lr, momentum = momentum, dampening = dampening,
            weight_decay = weight_decay, nesterov = nesterov, maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    /// <summary>The momentum of every group; reading gives that of the first.</summary>
    public double Momentum
    {
        get => ((ParamGroup)_parameter_groups[0]).Momentum;
        set
        {
            foreach (var group in _parameter_groups) ((ParamGroup)group).Momentum = value;
        }
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    private protected override OptimizerOptions NewOptions() => new Options();

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private void Step(ParamGroup group)
    {
        var options = group.Options!;
        var moved = WithGradients<State>(group).ToList();
        if (moved.Count == 0) return;
        Tensor[] parameters = [.. moved.Select(one => one.Parameter)];
        Tensor[] gradients = [.. moved.Select(one => one.Gradient)];
        if (options.maximize == true) gradients = Foreach.Negative(gradients);
        if (options.weight_decay is { } decay and not 0) gradients = Foreach.Sum(gradients, parameters, decay);
        if (options.momentum is { } momentum and not 0)
        {
            var buffers = Buffers([.. moved.Select(one => one.State)], gradients, momentum, 1 - options.dampening!.Value);
            gradients = options.nesterov == true ? Foreach.Sum(gradients, buffers, momentum) : buffers;
        }
        Foreach.Add(parameters, gradients, -options.LearningRate!.Value);
    }

    private static Tensor[] Buffers(State[] states, Tensor[] gradients, double momentum, double share)
    {
        var old = Enumerable.Range(0, states.Length).Where(i => states[i].momentum_buffer is not null).ToList();
        if (old.Count > 0)
        {
            Tensor[] buffers = [.. old.Select(i => states[i].momentum_buffer!)];
            Foreach.Multiply(buffers, momentum);
            Foreach.Add(buffers, [.. old.Select(i => gradients[i])], share);
        }
        for (var i = 0; i < states.Length; i++) states[i].momentum_buffer ??= gradients[i].clone().DetachFromDisposeScope();
        return [.. states.Select(state => state.momentum_buffer!)];
    }
}
