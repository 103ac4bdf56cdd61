namespace Oft.Lab.Verification;

/// <summary>What the last line says. The unit is the case.</summary>
/// <param name="Checked">Cases compared, the failed ones among them.</param>
/// <param name="Failed">Cases that differ, and files or groups that could not be checked at all.</param>
/// <param name="Skipped">Cases left out because something they need is missing.</param>
public readonly record struct VerifyCounts(int Checked, int Failed, int Skipped)
{
    /// <summary>True where everything was checked and nothing failed.</summary>
    public bool Green => Failed == 0 && Skipped == 0 && Checked > 0;

    /// <summary>Both together.</summary>
    public static VerifyCounts operator +(VerifyCounts a, VerifyCounts b) => new(a.Checked + b.Checked, a.Failed + b.Failed, a.Skipped + b.Skipped);

    /// <summary>The last line.</summary>
    public override string ToString() => $"{Checked} checked, {Failed} failed, {Skipped} skipped";
}
