using System.Globalization;

namespace Oft.Evaluation.Statistics;

/// <summary>A p-value as it is written: no number is zero.</summary>
public static class PValue
{
    /// <summary><c>= 0.0327</c>, or <c>&lt; 0.0001</c> where four digits show nothing.</summary>
    public static string Text(double p) => p < 0.0001 ? "< 0.0001" : "= " + p.ToString("0.####", CultureInfo.InvariantCulture);
}
