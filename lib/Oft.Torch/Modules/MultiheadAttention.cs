using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Attention of several heads, as in "Attention Is All You Need", sequence first.</summary>
/// <remarks>
/// <code>
/// q, k, v ← the inputs times their parts of in_proj
/// weights ← softmax(q kᵀ / √width + mask)
/// output  ← out_proj(weights v)
/// </code>
/// <para>Shapes: T queries, S keys, B samples, H heads, D width of all heads together.</para>
/// </remarks>
public sealed class MultiheadAttention : Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor>>
{
    private readonly long heads;
    private readonly double dropout;
    private readonly Parameter in_proj_weight;
    private readonly Parameter? in_proj_bias;
    private readonly Linear out_proj;

    internal MultiheadAttention(long width, long heads, double dropout, bool bias) : base(nameof(MultiheadAttention))
    {
        if (width % heads != 0) throw new ArgumentException($"a width of {width} does not divide into {heads} heads");
        this.heads = heads;
        this.dropout = dropout;
        in_proj_weight = new Parameter(empty([3 * width, width]));
        if (bias) in_proj_bias = new Parameter(zeros([3 * width]));
        out_proj = Linear(width, width, bias);
        init.xavier_uniform_(in_proj_weight);
        if (bias) init.zeros_(out_proj.bias!);
        RegisterComponents();
    }

    /// <summary>Runs the module and its hooks.</summary>
    /// <param name="query">[T, B, D].</param>
    /// <param name="key">[S, B, D].</param>
    /// <param name="value">[S, B, D].</param>
    /// <param name="key_padding_mask">[B, S], true (or −∞) at keys nobody may look at.</param>
    /// <param name="need_weights">Whether the weights, averaged over heads, are returned.</param>
    /// <param name="attn_mask">[T, S] or [B · H, T, S], true (or −∞) where a query may not look.</param>
    /// <returns>[T, B, D] outputs, and [B, T, S] weights or null.</returns>
    public new Tuple<Tensor, Tensor> call(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null) =>
        base.call(query, key, value, key_padding_mask, need_weights, attn_mask);

    /// <inheritdoc/>
    public override Tuple<Tensor, Tensor> forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask)
    {
        var (targets, batch, width) = (query.shape[0], query.shape[1], query.shape[2]);
        var sources = key.shape[0];
        var weights = in_proj_weight.chunk(3);
        var biases = in_proj_bias?.chunk(3);
        var q = Heads(functional.linear(query, weights[0], biases?[0]), targets, batch);       // [B·H, T, D/H]
        var k = Heads(functional.linear(key, weights[1], biases?[1]), sources, batch);         // [B·H, S, D/H]
        var v = Heads(functional.linear(value, weights[2], biases?[2]), sources, batch);       // [B·H, S, D/H]

        var scores = (q / Math.Sqrt(width / heads)).bmm(k.transpose(1, 2));                    // [B·H, T, S]
        if (attn_mask is not null) scores = scores + Additive(attn_mask, scores);
        if (key_padding_mask is not null)
            scores = (scores.view(batch, heads, targets, sources) + Additive(key_padding_mask, scores).view(batch, 1, 1, sources))
                .view(batch * heads, targets, sources);
        var pattern = functional.softmax(scores, -1);
        if (dropout > 0) pattern = functional.dropout(pattern, dropout, training);

        var mixed = pattern.bmm(v).transpose(0, 1).reshape(targets, batch, width);             // [T, B, D]
        var averaged = need_weights ? pattern.view(batch, heads, targets, sources).mean([1]) : null;   // [B, T, S]
        return new(out_proj.call(mixed), averaged!);
    }

    private Tensor Heads(Tensor x, long length, long batch) => x.contiguous().view(length, batch * heads, -1).transpose(0, 1);

    private static Tensor Additive(Tensor mask, Tensor scores) =>
        mask.dtype == ScalarType.Bool ? zeros_like(mask, scores.dtype).masked_fill_(mask, double.NegativeInfinity) : mask;
}
