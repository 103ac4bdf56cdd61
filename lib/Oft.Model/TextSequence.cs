using Oft.Model.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model;

/// <summary>The text side of a batch as tensors: prompt, slots, stop, padding, and where each of them is.</summary>
/// <remarks>Shapes: B samples, M = longest prompt + slots + stop, T = M + inserted positions, L language width.</remarks>
internal sealed class TextSequence
{
    private readonly PromptBatch prompts;
    private readonly Device device;
    private readonly int slots;
    private readonly int width;
    private readonly long[][] rows;

    public TextSequence(PromptBatch prompts, LanguageConfig config, int slots, Device device)
    {
        (this.prompts, this.device, this.slots) = (prompts, device, slots);
        rows = prompts.Text(config, slots);
        width = rows[0].Length;
    }

    /// <summary>[B, M, L] vectors of the text; the slots are zero vectors, whatever id stood there.</summary>
    // Upstream: the embeddings of the action tokens are multiplied away, not replaced by learned queries.
    public Tensor Embed(Llama language)
    {
        var words = language.Embed(tensor(rows.SelectMany(row => row).ToArray(), device: device).view(prompts.Count, width));
        if (slots < 0) return words;
        return words.masked_fill(Marks((row, i) => i >= row && i < row + slots).unsqueeze(2), 0);
    }

    /// <summary>[B, M, L] with the slots filled: noisy actions.</summary>
    public Tensor Fill(Tensor words, Tensor tokens)
    {
        var places = Places(length => length).unsqueeze(2).expand(-1, -1, words.shape[2]);            // [B, slots, L]
        return words.scatter(1, places, tokens.to(words.dtype));
    }

    /// <summary>[B, M - slots, L] start, prompt, stop and padding, without the slots.</summary>
    public Tensor WithoutSlots(Tensor words)
    {
        var places = tensor(prompts.Lengths.SelectMany(length => Enumerable.Range(0, width - slots).Select(i => (long)(i < length ? i : i + slots))).ToArray(), device: device).view(prompts.Count, width - slots);
        return words.gather(1, places.unsqueeze(2).expand(-1, -1, words.shape[2]));
    }

    /// <summary>[B, L] mean over start, prompt and stop, never over the slots.</summary>
    public Tensor Mean(Tensor words, bool countPadding)
    {
        var counted = Marks((row, i) => i < row || i == row + slots || (countPadding && i > row + slots)).to(ScalarType.Float32).unsqueeze(2);   // [B, M, 1]
        return ((words.to(ScalarType.Float32) * counted).sum(1) / counted.sum(1)).to(words.dtype);
    }

    /// <summary>[B, T] true where a position is real; null when all are.</summary>
    public Tensor? Present(long inserted)
    {
        if (!prompts.IsRagged) return null;
        var real = Marks((row, i) => i < row + slots + 1);                                            // [B, M]
        var seen = ones([prompts.Count, inserted], dtype: ScalarType.Bool, device: device);
        return cat([real.narrow(1, 0, 1), seen, real.narrow(1, 1, width - 1)], 1);
    }

    // [B, slots] consecutive positions from a start that depends on the prompt's length.
    private Tensor Places(Func<int, int> start)
        => tensor(prompts.Lengths.SelectMany(length => Enumerable.Range(0, slots).Select(i => (long)(start(length) + i))).ToArray(), device: device).view(prompts.Count, slots);

    // [B, M] where a rule over (prompt length, position) holds.
    private Tensor Marks(Func<int, int, bool> rule)
        => tensor(prompts.Lengths.SelectMany(length => Enumerable.Range(0, width).Select(i => rule(length, i))).ToArray(), device: device).view(prompts.Count, width);
}
