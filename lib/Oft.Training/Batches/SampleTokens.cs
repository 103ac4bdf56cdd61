using Oft.Model.Inputs;

namespace Oft.Training.Batches;

/// <summary>One training sample as tokens: the question, the actions, the stop token, and which of them are to be learned.</summary>
/// <param name="InputIds">[T].</param>
/// <param name="Labels">[T]; <see cref="Ignored"/> where nothing is learned.</param>
/// <remarks>
/// The labels are the last K·A + 1 ids: actions and stop token.
/// <para>Upstream: prismatic/vla/datasets/datasets.py, RLDSBatchTransform.</para>
/// </remarks>
public sealed record SampleTokens(int[] InputIds, int[] Labels)
{
    /// <summary>A label that no loss counts.</summary>
    public const int Ignored = -100;

    /// <summary>Tokens of one sample.</summary>
    /// <param name="tokenizer">The model's.</param>
    /// <param name="sentence">The instruction, in whatever case.</param>
    /// <param name="actions">[K, A] in [-1, 1].</param>
    /// <param name="learnsStop">False where the stop token is not to be predicted.</param>
    public static SampleTokens Of(Tokenizer tokenizer, string sentence, ReadOnlySpan<float> actions, bool learnsStop = true)
    {
        var characters = tokenizer.Decode(new ActionTokenizer(tokenizer.VocabularySize).Encode(actions));
        var ids = tokenizer.Encode(PromptText.Training(sentence, characters));
        var labels = ids.ToArray();
        labels.AsSpan(0, Math.Max(0, ids.Length - actions.Length - 1)).Fill(Ignored);
        if (!learnsStop) labels[^1] = Ignored;
        return new SampleTokens(ids, labels);
    }
}
