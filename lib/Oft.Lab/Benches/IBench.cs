namespace Oft.Lab.Benches;

/// <summary>One run of <c>oft bench NAME</c>: figures within one process and one run, so that ratios mean something.</summary>
public interface IBench
{
    /// <summary>The word after <c>oft bench</c>.</summary>
    string Name { get; }

    /// <summary>The question it answers, one sentence.</summary>
    string Question { get; }

    /// <summary>Measures. Ends within three minutes unless the context says long.</summary>
    /// <returns>At least one figure with a bar.</returns>
    IReadOnlyList<BenchFigure> Run(BenchContext context);
}
