namespace Oft.Model;

/// <summary>The sizes of the Llama, with Hugging Face's defaults where a published <c>config.json</c> is silent.</summary>
public sealed record LanguageConfig
{
    /// <summary>L, features per token.</summary>
    public int Width { get; init; } = 4096;

    /// <summary>Transformer blocks.</summary>
    public int Layers { get; init; } = 32;

    /// <summary>H, attention heads.</summary>
    public int Heads { get; init; } = 32;

    /// <summary>Hidden width of each feed-forward.</summary>
    public int MlpHidden { get; init; } = 11008;

    /// <summary>Rows of the embedding and of the output layer, padding rows included.</summary>
    public int VocabularyRows { get; init; } = 32064;

    /// <summary>Rows that only fill the vocabulary up: <c>pad_to_multiple_of</c>.</summary>
    public int PaddingRows { get; init; } = 64;

    /// <summary>Added to the mean square before its root.</summary>
    // Upstream: Llama-2 itself uses 1e-5; the published config is silent, so the weights were trained with LlamaConfig's default.
    public double RmsEpsilon { get; init; } = 1e-6;

    /// <summary>Base of the rotary frequencies.</summary>
    public double RopeTheta { get; init; } = 10000;

    /// <summary>Standard deviation of new token embeddings.</summary>
    public double EmbeddingDeviation { get; init; } = 0.02;

    /// <summary>Token that starts every prompt.</summary>
    public int StartId { get; init; } = 1;

    /// <summary>Token that ends every sequence.</summary>
    public int StopId { get; init; } = 2;

    /// <summary>Token that fills a batch on the right.</summary>
    public int PadId { get; init; } = 32000;

    /// <summary>Size of the tokenizer's vocabulary; the last 256 ids below it are the actions.</summary>
    public int Vocabulary => VocabularyRows - PaddingRows;

    /// <summary>Llama-2-7B with OpenVLA's 64 padding rows.</summary>
    public static LanguageConfig Llama2 { get; } = new();

    /// <summary>Refuses sizes that cannot be.</summary>
    /// <exception cref="ArgumentException">A width that its heads do not divide, an odd head width, a vocabulary without room for the action tokens.</exception>
    public LanguageConfig Checked()
    {
        if (Width <= 0 || Heads <= 0 || Width % Heads != 0 || Width / Heads % 2 != 0)
            throw new ArgumentException($"language model: expected a width divided by its heads into even parts, got width {Width} and {Heads} heads.");
        if (Layers <= 0 || MlpHidden <= 0)
            throw new ArgumentException($"language model: expected positive layers and feed-forward width, got {Layers} and {MlpHidden}.");
        if (Vocabulary < 256 || PadId >= VocabularyRows || StartId >= VocabularyRows || StopId >= VocabularyRows)
            throw new ArgumentException($"language model: expected at least 256 ids and special tokens inside {VocabularyRows} rows, got vocabulary {Vocabulary}, start {StartId}, stop {StopId}, pad {PadId}.");
        return this;
    }
}
