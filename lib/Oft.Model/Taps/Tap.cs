using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Taps;

/// <summary>A place where a tensor can be seen or replaced: an identity without weights whose address is its module path.</summary>
public sealed class Tap() : Module<Tensor, Tensor>(nameof(Tap))
{
    internal Func<Tensor, ReadRows?, Tensor>? Listener { get; set; }

    /// <summary>True while somebody listens.</summary>
    public bool IsOpen => Listener is not null;

    /// <summary>True while somebody may change what passes.</summary>
    public bool Replaces { get; internal set; }

    /// <summary>Hands the tensor on, past the listener if there is one.</summary>
    public override Tensor forward(Tensor x) => Pass(x, rows: null);

    /// <summary>Hands on a tensor that holds some rows of a sequence only.</summary>
    internal Tensor Pass(Tensor x, ReadRows? rows) => Listener is null ? x : Listener(x, rows);
}
