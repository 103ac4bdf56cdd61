using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Self-attention, then a feed-forward part, each followed by a residual and a norm. Sequence first.</summary>
/// <remarks>
/// <code>
/// x ← norm1(x + attention(x))
/// x ← norm2(x + linear2(activation(linear1(x))))
/// </code>
/// Shapes: T tokens, B samples, D width; the input is [T, B, D].
/// </remarks>
public sealed class TransformerEncoderLayer : Module<Tensor, Tensor>, IModule<Tensor, Tensor, Tensor>, IModule<Tensor, Tensor, Tensor, Tensor>
{
    private readonly MultiheadAttention self_attn;
    private readonly Linear linear1;
    private readonly Dropout dropout;
    private readonly Linear linear2;
    private readonly LayerNorm norm1;
    private readonly LayerNorm norm2;
    private readonly Dropout dropout1;
    private readonly Dropout dropout2;
    private readonly Activations activation;

    internal TransformerEncoderLayer(long width, long heads, long hidden, double drop, Activations activation) : base(nameof(TransformerEncoderLayer))
    {
        self_attn = MultiheadAttention(width, heads, drop);
        linear1 = Linear(width, hidden);
        dropout = Dropout(drop);
        linear2 = Linear(hidden, width);
        norm1 = LayerNorm(width);
        norm2 = LayerNorm(width);
        dropout1 = Dropout(drop);
        dropout2 = Dropout(drop);
        this.activation = activation;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor src) => call(src, null!, null!);

    /// <summary>Runs the layer with a mask over pairs of tokens.</summary>
    public Tensor call(Tensor src, Tensor src_mask) => call(src, src_mask, null!);

    /// <summary>Runs the layer.</summary>
    /// <param name="src">[T, B, D].</param>
    /// <param name="src_mask">[T, T], true (or −∞) where a token may not look, or null.</param>
    /// <param name="src_key_padding_mask">[B, T], true (or −∞) at tokens nobody may look at, or null.</param>
    public Tensor call(Tensor src, Tensor src_mask, Tensor src_key_padding_mask)
    {
        var attended = self_attn.call(src, src, src, src_key_padding_mask, need_weights: false, src_mask).Item1;
        var x = norm1.call(src + dropout1.call(attended));
        var hidden = linear1.call(x);
        var active = activation == Activations.ReLU ? functional.relu(hidden) : functional.gelu(hidden);
        return norm2.call(x + dropout2.call(linear2.call(dropout.call(active))));
    }
}
