using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model;

/// <summary>Token ids of one prompt per sample, start token included. Prompts may differ in length.</summary>
public sealed class PromptBatch
{
    private readonly long[][] prompts;

    /// <summary>Takes prompts as they are: start token first, the lone space piece last, nothing padded.</summary>
    /// <exception cref="ArgumentException">No prompt, or one without any token.</exception>
    public PromptBatch(IEnumerable<IReadOnlyList<int>> prompts)
    {
        this.prompts = [.. prompts.Select(prompt => prompt.Select(id => (long)id).ToArray())];
        if (this.prompts.Length == 0 || this.prompts.Any(prompt => prompt.Length < 2))
            throw new ArgumentException("prompts: expected at least one, each with its start token and words.", nameof(prompts));
    }

    /// <summary>Reads a padded batch.</summary>
    /// <param name="ids">[B, N] int64</param>
    /// <param name="mask">[B, N] nonzero where an id is real; padding stands on the right.</param>
    public static PromptBatch Padded(Tensor ids, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var (samples, width) = (ids.shape[0], ids.shape[1]);
        var all = ids.to(ScalarType.Int64).cpu().contiguous().data<long>().ToArray();
        var real = mask.ne(0).to(ScalarType.Int64).cpu().contiguous().data<long>().ToArray();
        return new(Enumerable.Range(0, (int)samples).Select(row =>
        {
            var length = (int)real.Skip((int)(row * width)).Take((int)width).Sum();
            return (IReadOnlyList<int>)[.. all.Skip((int)(row * width)).Take(length).Select(id => (int)id)];
        }));
    }

    /// <summary>B, prompts.</summary>
    public int Count => prompts.Length;

    /// <summary>Tokens of each prompt, start included.</summary>
    public IReadOnlyList<int> Lengths => [.. prompts.Select(prompt => prompt.Length)];

    /// <summary>Tokens of the longest prompt.</summary>
    public int Longest => prompts.Max(prompt => prompt.Length);

    /// <summary>True where padding will be needed.</summary>
    public bool IsRagged => prompts.Any(prompt => prompt.Length != prompts[0].Length);

    /// <summary>The ids of one prompt.</summary>
    public IReadOnlyList<long> this[int sample] => prompts[sample];

    /// <summary>One prompt as a batch of its own.</summary>
    internal PromptBatch Row(int sample) => new([[.. prompts[sample].Select(id => (int)id)]]);

    /// <summary>The text side of the sequence: prompt, action slots, stop, padding.</summary>
    /// <param name="config">Says the stop and padding ids.</param>
    /// <param name="slots">K·A, slots after each prompt; negative leaves out slots and stop token.</param>
    /// <returns>[B][N + slots + 1]</returns>
    internal long[][] Text(LanguageConfig config, int slots)
    {
        var width = Longest + (slots < 0 ? 0 : slots + 1);
        return [.. prompts.Select(prompt =>
        {
            var row = new long[width];
            Array.Fill(row, config.PadId);
            prompt.CopyTo(row, 0);
            if (slots < 0) return row;
            // The slots' id is never seen: their vectors are zeroed.
            Array.Fill(row, config.StartId, prompt.Length, slots);
            row[prompt.Length + slots] = config.StopId;
            return row;
        })];
    }
}
