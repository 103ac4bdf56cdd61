using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Language;

/// <summary>One vector per token id.</summary>
public sealed class TokenEmbedding : Module<Tensor, Tensor>
{
    private readonly Parameter weight;

    /// <summary>Makes the table.</summary>
    public TokenEmbedding(LanguageConfig config, Placement placement) : base(nameof(TokenEmbedding))
    {
        weight = placement.Normal(config.EmbeddingDeviation, config.VocabularyRows, config.Width);
        RegisterComponents();
    }

    /// <summary>The table: [vocabulary, L].</summary>
    public Parameter Weight => weight;

    /// <summary>Looks ids up.</summary>
    /// <param name="ids">[B, N] int64</param>
    /// <returns>[B, N, L]</returns>
    public override Tensor forward(Tensor ids) => weight.index_select(0, ids.flatten()).view(ids.shape[0], ids.shape[1], weight.shape[1]);
}
