namespace Oft.Simulation.Predicates;

/// <summary>One condition of a goal; a goal is the conjunction of its atoms.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Subject">The thing, or the region of a drawer or knob.</param>
/// <param name="Target">For <see cref="PredicateKind.On"/> and <see cref="PredicateKind.In"/>: the thing or site.</param>
public sealed record Atom(PredicateKind Kind, string Subject, string? Target = null)
{
    /// <summary>As BDDL writes it.</summary>
    public override string ToString() => Target is null ? $"({Kind} {Subject})" : $"({Kind} {Subject} {Target})";
}
