using Oft.Simulation.Predicates;

namespace Oft.Simulation.Libero;

/// <summary>LIBERO's goals as predicates.</summary>
public static class LiberoGoal
{
    /// <summary>An atom as BDDL writes it.</summary>
    /// <exception cref="LiberoException">The predicate is not known.</exception>
    public static Atom AtomOf(IReadOnlyList<string> words) =>
        words.Count is 2 or 3 && Enum.TryParse<PredicateKind>(words[0], ignoreCase: true, out var kind) && Enum.GetName(kind)!.Equals(words[0], StringComparison.OrdinalIgnoreCase) && (words.Count == 3) == (kind is PredicateKind.On or PredicateKind.In)
            ? new Atom(kind, words[1], words.ElementAtOrDefault(2))
            : throw new LiberoException($"({string.Join(' ', words)}) is no condition of LIBERO; there are: (On a b), (In a b), (Open a), (Close a), (TurnOn a), (TurnOff a), (Up a).");
}
