using System.Globalization;

namespace Oft.Evaluation.Tables;

/// <summary>One cell: what was measured beside what was published.</summary>
/// <param name="Row">The policy.</param>
/// <param name="Column">The suite or figure.</param>
/// <param name="Paper">The published figure; null where there is none.</param>
/// <param name="Measured">What was measured; null where nothing was.</param>
/// <param name="Verdict">What the one says about the other.</param>
public sealed record PaperCell(PaperRow Row, PaperColumn Column, double? Paper, Measurement? Measured, Verdict Verdict)
{
    /// <summary>The verdict in words; empty without one.</summary>
    public string VerdictText => Verdict switch
    {
        Verdict.Inside => "inside",
        Verdict.Outside => "outside",
        Verdict.NotComparable => Measured is { Tiny: true } ? "tiny, not comparable" : $"{Measured?.Benchmark}: not comparable",
        _ => "",
    };

    /// <summary>The published figure as it was printed; empty without one.</summary>
    public string PaperText => Paper?.ToString("0.0###", CultureInfo.InvariantCulture) ?? "";

    /// <summary><c>97.0 (95.1–98.2), n = 500 · paper 97.1 · inside</c></summary>
    public override string ToString() => string.Join(" · ", new[] { Measured?.ToString() ?? "", PaperText is "" ? "" : "paper " + PaperText, VerdictText }.Where(part => part != ""));
}
