namespace Oft.Model.Weights;

/// <summary>What is asked of every model before it may act.</summary>
/// <remarks>The best-known failure of this model family is silent: a causal mask costs half the success rate and raises no error. So it is asked at every load.</remarks>
public static class SelfCheck
{
    /// <summary>Asks whether a patch sees the action slots behind it, and whether the baseline does not.</summary>
    /// <returns>The finding in a sentence, for reports.</returns>
    /// <exception cref="InvalidOperationException">The attention is not the one the head was trained with.</exception>
    public static string Attention(OftModel model)
    {
        var causal = model.Config.Head is ActionHead.Autoregressive;
        return Verdict(causal, model.Language.LooksAhead(causal));
    }

    /// <summary>What follows from whether a position sees what comes after it.</summary>
    /// <param name="causal">The head was trained with causal attention.</param>
    /// <param name="ahead">A position sees what comes after it.</param>
    /// <exception cref="InvalidOperationException">The two do not go together.</exception>
    public static string Verdict(bool causal, bool ahead)
    {
        if (ahead == causal)
            throw new InvalidOperationException(causal
                ? "self-check: expected causal attention for autoregressive decoding, but a position sees what comes after it."
                : "self-check: expected bidirectional attention, but the last patch does not see the first action slot. Actions would be far off without any error.");
        return causal ? "causal: no position sees what comes after it" : "bidirectional: the last patch sees the first action slot";
    }
}
