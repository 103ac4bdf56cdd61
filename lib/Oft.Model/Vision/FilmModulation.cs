using static TorchSharp.torch;

namespace Oft.Model.Vision;

/// <summary>γ and β of every block that is run, in both towers. They depend on the sentence alone, so a policy may keep them.</summary>
/// <param name="Dino">[B, D₁] each, in block order.</param>
/// <param name="Siglip">[B, D₂] each, in block order.</param>
public sealed record FilmModulation(IReadOnlyList<(Tensor Gamma, Tensor Beta)> Dino, IReadOnlyList<(Tensor Gamma, Tensor Beta)> Siglip)
{
    /// <summary>The same sentence for every view: [B·V, D].</summary>
    internal FilmModulation Spread(long views)
    {
        if (views == 1) return this;
        IReadOnlyList<(Tensor, Tensor)> Repeat(IReadOnlyList<(Tensor Gamma, Tensor Beta)> blocks)
            => [.. blocks.Select(block => (block.Gamma.repeat_interleave(views, 0), block.Beta.repeat_interleave(views, 0)))];
        return new(Repeat(Dino), Repeat(Siglip));
    }

    /// <summary>Sentences one below another.</summary>
    internal static FilmModulation Stack(IReadOnlyList<FilmModulation> rows)
    {
        if (rows.Count == 1) return rows[0];
        IReadOnlyList<(Tensor, Tensor)> Rows(Func<FilmModulation, IReadOnlyList<(Tensor Gamma, Tensor Beta)>> tower)
            => [.. Enumerable.Range(0, tower(rows[0]).Count).Select(i => (cat([.. rows.Select(row => tower(row)[i].Gamma)], 0), cat([.. rows.Select(row => tower(row)[i].Beta)], 0)))];
        return new(Rows(row => row.Dino), Rows(row => row.Siglip));
    }
}
