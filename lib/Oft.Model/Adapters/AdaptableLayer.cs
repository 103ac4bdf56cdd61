using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Adapters;

/// <summary>A layer with a weight that low-rank adapters can reach: several by name, any number of them active, mergeable and back.</summary>
/// <remarks>
/// <code>
/// y = layer(x) + Σ scaling · B (A (dropout x))         over the active adapters
/// </code>
/// Base and adapter are rounded apart, as upstream does where it keeps adapters unmerged.
/// </remarks>
public abstract class AdaptableLayer : Module<Tensor, Tensor>
{
    // Protected, because RegisterComponents does not see a base class's private fields.
    private protected readonly Parameter weight;
    private protected readonly Parameter? bias;
    private protected readonly ModuleDict<LowRank> adapters = nn.ModuleDict<LowRank>();
    private readonly List<string> active = [];
    private Tensor? unmerged;

    private protected AdaptableLayer(string name, Parameter weight, Parameter? bias) : base(name)
    {
        this.weight = weight;
        this.bias = bias;
    }

    /// <summary>The base weight; while merged, base and adapter together.</summary>
    public Parameter Weight => weight;

    /// <summary>The bias, where there is one.</summary>
    public Parameter? Bias => bias;

    /// <summary>Adapters on this layer, active or not.</summary>
    public IEnumerable<string> Adapters => adapters.keys();

    /// <summary>Adapters that the layer runs with.</summary>
    public IReadOnlyList<string> Active => active;

    /// <summary>True while an adapter is inside the weight.</summary>
    public bool IsMerged => unmerged is not null;

    /// <summary>Runs the layer and its active adapters.</summary>
    public override Tensor forward(Tensor x)
    {
        if (active.Count == 0 || IsMerged) return Apply(x, weight);
        if (Folds(x)) return Apply(x, active.Aggregate((Tensor)weight, (sum, name) => sum + Delta(adapters[name])));
        var y = Apply(x, weight);
        foreach (var name in active)
        {
            var adapter = adapters[name];
            var dropped = training && adapter.Config.Dropout > 0 ? functional.dropout(x, adapter.Config.Dropout, training: true) : x;
            y = y + ApplyLowRank(dropped, adapter) * adapter.Config.Scaling;
        }
        return y;
    }

    /// <summary>Puts a new adapter on the layer and activates it. It changes nothing until it is trained or loaded.</summary>
    /// <exception cref="InvalidOperationException">The name is taken, or an adapter is merged.</exception>
    public LowRank Attach(string name, LoraConfig config, Placement placement)
    {
        if (IsMerged) throw new InvalidOperationException($"adapter '{name}': expected an unmerged layer; un-merge before attaching another.");
        if (adapters.ContainsKey(name)) throw new InvalidOperationException($"adapter '{name}' is already on this layer; detach it or choose another name.");
        var adapter = NewAdapter(config, placement);
        adapters.Add(name, adapter);
        active.Add(name);
        return adapter;
    }

    /// <summary>Takes an adapter off and disposes it.</summary>
    public void Detach(string name)
    {
        if (IsMerged) throw new InvalidOperationException($"adapter '{name}': expected an unmerged layer; un-merge before detaching.");
        if (!adapters.ContainsKey(name)) return;
        var adapter = adapters[name];
        adapters.Remove(name);
        active.Remove(name);
        adapter.Dispose();
    }

    /// <summary>Runs with these adapters and no others. Names that are not on this layer are passed over.</summary>
    public void Activate(IEnumerable<string> names)
    {
        if (IsMerged) throw new InvalidOperationException("adapters: expected an unmerged layer; un-merge before choosing others.");
        active.Clear();
        active.AddRange(names.Where(adapters.ContainsKey));
    }

    /// <summary>The adapter of that name, or null.</summary>
    public LowRank? Adapter(string name) => adapters.ContainsKey(name) ? adapters[name] : null;

    /// <summary>Adds the active adapters into the weight, in the weight's precision. The base is kept, so that <see cref="Unmerge"/> gives back its exact bits.</summary>
    // Upstream: product, scaling and sum are each rounded to the weight's precision (peft/tuners/lora/layer.py, merge).
    public void Merge()
    {
        if (IsMerged) throw new InvalidOperationException("merge: the adapters are already in the weight; a second merge would count them twice.");
        if (active.Count == 0) return;
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var kept = weight.detach().clone();
        foreach (var name in active)
            weight.add_(Delta(adapters[name]));
        unmerged = kept.DetachFromDisposeScope();
    }

    /// <summary>Puts the base weight back, bit for bit.</summary>
    public void Unmerge()
    {
        if (unmerged is null) return;
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        weight.copy_(unmerged);
        unmerged.Dispose();
        unmerged = null;
    }

    /// <summary>Forgets the base and the adapters: the merged weight is the layer from now on.</summary>
    public void Keep()
    {
        unmerged?.Dispose();
        unmerged = null;
        active.Clear();
        foreach (var name in adapters.keys().ToList()) Detach(name);
    }

    /// <summary>The layer without adapters.</summary>
    // Whether the adapters are added to the weight for this pass instead of passing beside it.
    private protected virtual bool Folds(Tensor x) => false;

    private protected bool Drops => training && active.Any(name => adapters[name].Config.Dropout > 0);

    private protected abstract Tensor Apply(Tensor x, Tensor moved);

    /// <summary>B (A x), not scaled.</summary>
    private protected abstract Tensor ApplyLowRank(Tensor x, LowRank adapter);

    /// <summary>What the adapter adds to the weight.</summary>
    private protected abstract Tensor Delta(LowRank adapter);

    private protected abstract LowRank NewAdapter(LoraConfig config, Placement placement);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) unmerged?.Dispose();
        base.Dispose(disposing);
    }
}
