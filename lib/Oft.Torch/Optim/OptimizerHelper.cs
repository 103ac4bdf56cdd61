using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>What optimizers have in common: groups, states, and saving both.</summary>
public abstract class OptimizerHelper : Optimizer
{
    private readonly Dictionary<Parameter, OptimizerState> states = new(ReferenceEqualityComparer.Instance);

    /// <summary>Options for groups that leave some open.</summary>
    protected OptimizerOptions _defaults = new();

    /// <inheritdoc/>
    public override void add_param_group(ParamGroup param_group)
    {
        param_group.Options ??= NewOptions();
        param_group.Options.FillIn(_defaults);
        param_group.Parameters = param_group.Parameters.ToList();
        foreach (var parameter in param_group.Parameters)
        {
            if (states.ContainsKey(parameter)) throw new ArgumentException("a parameter is in two groups of this optimizer", nameof(param_group));
            var state = NewState(parameter);
            state.Initialize(param_group.Options);
            states.Add(parameter, state);
        }
        base.add_param_group(param_group);
    }

    /// <summary>What the optimizer remembers: its own objects, not copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            dictionary.Options.Add(group.Options!);
            var places = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                places.Add(dictionary.State.Count);
                dictionary.State.Add(states[parameter]);
            }
            dictionary.StateIndexRef.Add(places);
        }
        return dictionary;
    }

    /// <summary>Takes the values another optimizer of the same shape remembers.</summary>
    /// <exception cref="ArgumentException">There are other numbers of groups or parameters.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        Expect(own, state_dict.Options.Count, state_dict.State.Count);
        for (var i = 0; i < own.Options.Count; i++) own.Options[i].LoadStateDict(state_dict.Options[i]);
        for (var i = 0; i < own.State.Count; i++) own.State[i].LoadStateDict(state_dict.State[i]);
    }

    /// <summary>Writes what the optimizer remembers to a file.</summary>
    public void save_state_dict(string location)
    {
        using var stream = File.Create(location);
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    }

    /// <summary>Writes what the optimizer remembers: its name, the counts, options group by group, states parameter by parameter.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        var own = state_dict();
        writer.Write(GetType().Name);
        writer.WriteLength(own.Options.Count);
        writer.WriteLength(own.State.Count);
        foreach (var options in own.Options) options.SaveStateDict(writer);
        foreach (var state in own.State) state.SaveStateDict(writer);
    }

    /// <summary>Reads a file written by <see cref="save_state_dict(string)"/>.</summary>
    public void load_state_dict(string location)
    {
        using var stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    /// <summary>Reads what <see cref="save_state_dict(BinaryWriter)"/> wrote.</summary>
    /// <exception cref="InvalidDataException">Another optimizer wrote it.</exception>
    /// <exception cref="ArgumentException">There are other numbers of groups or parameters, or other shapes.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        var name = reader.ReadString();
        if (name != GetType().Name) throw new InvalidDataException($"expected the state of {GetType().Name}, got that of {name}");
        var own = state_dict();
        Expect(own, reader.ReadLength(), reader.ReadLength());
        foreach (var options in own.Options) options.LoadStateDict(reader);
        foreach (var state in own.State) state.LoadStateDict(reader);
    }

    /// <summary>Moves what the optimizer remembers to a device.</summary>
    public void to(Device device)
    {
        foreach (var state in states.Values) state.to(device);
    }

    /// <summary>Runs a step on every group, untracked and in a scope of its own.</summary>
    /// <param name="body">The step of one group.</param>
    /// <param name="loss_closure">Computes the loss anew, or null.</param>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null) where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var tracked = enable_grad();
            loss = loss_closure();
        }
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups) body((T)group);
        return loss;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        foreach (var state in states.Values) (state as IDisposable)?.Dispose();
    }

    private protected abstract OptimizerOptions NewOptions();

    private protected abstract OptimizerState NewState(Parameter parameter);

    /// <summary>The parameters of a group that have a gradient, with it and their state.</summary>
    private protected IEnumerable<(Parameter Parameter, Tensor Gradient, TState State)> WithGradients<TState>(ParamGroup group) where TState : OptimizerState
    {
        foreach (var parameter in group.Parameters)
            if (parameter.grad is { } gradient)
                yield return (parameter, gradient, (TState)states[parameter]);
    }

    private void Expect(StateDictionary own, long groups, long parameters)
    {
        if (own.Options.Count != groups || own.State.Count != parameters)
            throw new ArgumentException(
                $"{GetType().Name}: expected the state of {own.Options.Count} groups and {own.State.Count} parameters, got {groups} and {parameters}");
    }
}
