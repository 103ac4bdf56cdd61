namespace Oft.Model.Inputs;

/// <summary>From a task sentence to the ids the model reads.</summary>
/// <param name="tokenizer">The checkpoint's.</param>
public sealed class PromptBuilder(Tokenizer tokenizer)
{
    /// <summary>The tokenizer it uses.</summary>
    public Tokenizer Tokenizer { get; } = tokenizer;

    /// <summary>The ids of a prompt to act on: start token, text, and the bare "▁" piece at the end.</summary>
    /// <returns>[N] ids, N = L_p of the sequence layout.</returns>
    public int[] Ids(string instruction) => WithSpace(Tokenizer.Encode(PromptText.Acting(instruction)));

    /// <summary>Adds the bare "▁" piece unless it is last already.</summary>
    // Upstream: modeling_prismatic.py, predict_action: in training this piece comes from the blank before the first action character.
    public int[] WithSpace(int[] ids) => ids.Length > 0 && ids[^1] == Tokenizer.SpaceId ? ids : [.. ids, Tokenizer.SpaceId];
}
