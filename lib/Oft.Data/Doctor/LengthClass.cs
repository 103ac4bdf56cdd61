namespace Oft.Data.Doctor;

/// <summary>Episodes of similar length.</summary>
/// <param name="From">Steps at least.</param>
/// <param name="To">Steps at most.</param>
/// <param name="Episodes">How many.</param>
public sealed record LengthClass(int From, int To, int Episodes);
