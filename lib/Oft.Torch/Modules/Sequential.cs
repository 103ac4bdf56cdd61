using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Modules run one after the other, named by number or by the names given.</summary>
public class Sequential : Module<Tensor, Tensor>
{
    private readonly List<IModule<Tensor, Tensor>> steps = [];

    /// <summary>Modules under the names given.</summary>
    protected internal Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
    {
        foreach (var (step, module) in modules) append(step, module);
    }

    /// <summary>Modules named 0, 1, 2, ...</summary>
    protected internal Sequential(params Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
    {
        foreach (var module in modules) append(module);
    }

    /// <summary>How many modules there are.</summary>
    public int Count => steps.Count;

    /// <summary>The module at a place.</summary>
    public IModule<Tensor, Tensor> this[int index] => steps[index];

    /// <summary>Some of the modules, shared with this one, renumbered from 0.</summary>
    public Sequential this[Range index] => new([.. steps[index].Cast<Module<Tensor, Tensor>>()]);

    /// <summary>Adds a module under its number.</summary>
    public Sequential append(IModule<Tensor, Tensor> module) => append(steps.Count.ToString(), module);

    /// <summary>Adds a module under a name.</summary>
    public Sequential append(string name, IModule<Tensor, Tensor> module)
    {
        register_module(name, (nn.Module)module);
        steps.Add(module);
        return this;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor)
    {
        foreach (var step in steps) tensor = step.call(tensor);
        return steps.Count == 0 ? tensor.alias() : tensor;
    }
}
