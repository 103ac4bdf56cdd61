namespace Oft.Model.Inputs;

/// <summary>A training sample as text: the prompt, its actions as tokens, the stop token, and which of them are asked for.</summary>
/// <remarks>Upstream: prismatic/vla/datasets/datasets.py, RLDSBatchTransform.</remarks>
/// <param name="Ids">[N] the whole text, start token first.</param>
/// <param name="Labels">[N] the id where it is asked for: actions, and the stop token unless that is left out; else -100.</param>
public sealed record TrainingText(int[] Ids, int[] Labels)
{
    /// <summary>The label of a position that is not asked for.</summary>
    public const int Ignored = -100;

    /// <summary>Builds the sample.</summary>
    /// <param name="tokenizer">The checkpoint's.</param>
    /// <param name="instruction">The task in words.</param>
    /// <param name="actions">[K·A] normalised actions.</param>
    /// <param name="asksForStop">False leaves the stop token out of the labels.</param>
    public static TrainingText Of(Tokenizer tokenizer, string instruction, ReadOnlySpan<float> actions, bool asksForStop = true)
    {
        var characters = tokenizer.Decode(new ActionTokenizer(tokenizer.VocabularySize).Encode(actions));
        var ids = tokenizer.Encode(PromptText.Training(instruction, characters));
        var labels = ids.ToArray();
        labels.AsSpan(0, ids.Length - actions.Length - 1).Fill(Ignored);
        if (!asksForStop) labels[^1] = Ignored;
        return new TrainingText(ids, labels);
    }
}
