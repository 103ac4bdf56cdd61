using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Taps;

/// <summary>A place where a tensor can be seen or replaced: an identity without weights whose address is its module path.</summary>
public sealed class Tap() : Module<Tensor, Tensor>(nameof(Tap))
{
    internal Func<Tensor, Tensor>? Listener { get; set; }

    /// <summary>True while somebody listens.</summary>
    public bool IsOpen => Listener is not null;

    /// <summary>True while somebody may change what passes.</summary>
    public bool Replaces { get; internal set; }

    /// <summary>Hands the tensor on, past the listener if there is one.</summary>
    public override Tensor forward(Tensor x) => Listener is null ? x : Listener(x);
}
