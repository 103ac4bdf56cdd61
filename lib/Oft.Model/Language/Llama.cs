using Oft.Model.Adapters;
using Oft.Model.Taps;
using Oft.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Language;

/// <summary>The language model, reading a sequence of vectors: words, patches, proprioception and empty action slots alike.</summary>
/// <remarks>
/// <para>Shapes: B samples, T positions, R of them read, L width.</para>
/// <para>Taps: <c>sequence</c> [B, T, L] what it reads, <c>hidden</c> [B, T, L] or [B, R, L] after the last norm.</para>
/// <para>Upstream: transformers-openvla-oft, models/llama/modeling_llama.py, LlamaModel.</para>
/// </remarks>
public sealed class Llama : Module<Tensor, Tensor?, Tensor>
{
    private readonly TokenEmbedding embed_tokens;
    private readonly ModuleList<LlamaBlock> blocks;
    private readonly RmsNorm norm;
    private readonly AdaptableLinear lm_head;
    private readonly Tap sequence = new();
    private readonly Tap hidden = new();
    private readonly RotaryEmbedding rotary;

    /// <summary>Makes the model.</summary>
    public Llama(LanguageConfig config, Placement placement) : base(nameof(Llama))
    {
        Config = config;
        rotary = new(config.Width / config.Heads, config.RopeTheta);
        embed_tokens = new(config, placement);
        blocks = nn.ModuleList<LlamaBlock>();
        for (var i = 0; i < config.Layers; i++) blocks.Add(new LlamaBlock(config, i, placement));
        norm = new(config.Width, config.RmsEpsilon, placement);
        lm_head = new(config.Width, config.VocabularyRows, hasBias: false, placement);
        RegisterComponents();
    }

    /// <summary>Its sizes.</summary>
    public LanguageConfig Config { get; }

    /// <summary>The rotations of queries and keys.</summary>
    public RotaryEmbedding Rotary => rotary;

    /// <summary>What a token is before anything is read.</summary>
    public TokenEmbedding Tokens => embed_tokens;

    /// <summary>Blocks are computed again in backward instead of being remembered.</summary>
    internal bool Recomputes { get; set; }

    /// <summary>Vectors of token ids.</summary>
    /// <param name="ids">[B, N] int64</param>
    /// <returns>[B, N, L]</returns>
    public Tensor Embed(Tensor ids) => embed_tokens.call(ids);

    /// <summary>Reads everything at once, every position seeing every other that is present.</summary>
    /// <param name="embeddings">[B, T, L]</param>
    /// <param name="present">[B, T] true where a position is real; null when all are.</param>
    /// <returns>[B, T, L] after the last norm.</returns>
    public override Tensor forward(Tensor embeddings, Tensor? present)
        => Read(embeddings, present, rows: null);

    /// <summary>Reads everything at once, and computes of the last layer only the rows that are read.</summary>
    /// <param name="embeddings">[B, T, L]</param>
    /// <param name="present">[B, T] true where a position is real; null when all are.</param>
    /// <param name="rows">R positions per sample; null reads all.</param>
    /// <returns>[B, R, L] after the last norm.</returns>
    public Tensor Read(Tensor embeddings, Tensor? present, ReadRows? rows)
        => Read(embeddings, AttentionMask.Bidirectional(present, embeddings.dtype), cache: null, rows);

    /// <summary>Reads everything at once, every position seeing only itself and what came before.</summary>
    /// <param name="embeddings">[B, T, L]</param>
    /// <returns>[B, T, L] after the last norm.</returns>
    public Tensor Follow(Tensor embeddings)
        => Read(embeddings, AttentionMask.Causal(embeddings.shape[1], 0, embeddings.dtype, embeddings.device), cache: null, rows: null);

    /// <summary>Reads on from what a cache holds, every position seeing only itself and what came before.</summary>
    /// <param name="embeddings">[B, T, L] new positions.</param>
    /// <param name="cache">What was read before; it grows by T.</param>
    /// <param name="rows">R of the new positions; null reads all.</param>
    /// <returns>[B, R, L] after the last norm.</returns>
    public Tensor ReadOn(Tensor embeddings, KeyValueCache cache, ReadRows? rows = null)
        => Read(embeddings, AttentionMask.Causal(embeddings.shape[1], cache.Length, embeddings.dtype, embeddings.device), cache, rows);

    /// <summary>Scores of every token id, in float32.</summary>
    /// <param name="states">[..., L] hidden states after the last norm.</param>
    /// <returns>[..., vocabulary]</returns>
    public Tensor Logits(Tensor states) => lm_head.call(states).to(ScalarType.Float32);

    /// <summary>Does a position of the first layer see a later one? Asked by changing the later one and looking at the earlier.</summary>
    /// <param name="causal">Ask the causal reading instead of the bidirectional one.</param>
    internal bool LooksAhead(bool causal)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var weight = embed_tokens.Weight;
        Tensor Words(int first) => weight.narrow(0, first, 4).unsqueeze(0);                                     // [1, 4, L]
        Tensor First(Tensor x)
        {
            var mask = causal ? AttentionMask.Causal(x.shape[1], 0, x.dtype, x.device) : AttentionMask.Bidirectional(null, x.dtype);
            var (cosines, sines) = rotary.Tables(0, x.shape[1], x.dtype, x.device);
            return blocks[0].call(x, new ReadingContext(cosines, sines, mask, causal ? new KeyValueCache() : null)).narrow(1, 0, 4);
        }
        return (First(cat([Words(0), Words(4)], 1)) - First(cat([Words(0), Words(8)], 1))).abs().max().to(ScalarType.Float32).item<float>() > 0;
    }

    private Tensor Read(Tensor embeddings, Tensor? mask, KeyValueCache? cache, ReadRows? rows)
    {
        var x = sequence.call(embeddings);
        var (cosines, sines) = rotary.Tables(cache?.Length ?? 0, x.shape[1], x.dtype, x.device);    // [T, d]
        var context = new ReadingContext(cosines, sines, mask, cache);
        for (var i = 0; i < blocks.Count; i++)
        {
            var (block, seen) = (blocks[i], i == blocks.Count - 1 ? context with { Rows = rows } : context);
            x = Recomputes ? Checkpoint.Run(input => block.call(input, seen), x) : block.call(x, seen);
        }
        return hidden.Pass(norm.call(x), rows);                                                     // [B, R, L]
    }
}
