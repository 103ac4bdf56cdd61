using Oft.Lab.Worlds;
using Oft.Simulation.Bimanual;

namespace Oft.Lab.Proofs;

/// <summary>Every scripted two-armed expert from every fixed initial state of its task.</summary>
/// <param name="suites">Which suites; all by default.</param>
public sealed class AlohaExpertsProof(params IReadOnlyList<string> suites) : IProof
{
    private const double Least = 0.95;

    /// <inheritdoc/>
    public string Name => "aloha-experts";

    /// <inheritdoc/>
    public string Claim => "Every mini-ALOHA expert solves its task from at least 95 % of the fifty fixed initial states.";

    /// <inheritdoc/>
    /// <remarks>Its unit is initial states per task, 50 at full size.</remarks>
    public ProofResult Run(ProofContext context) => ExpertRates.Over(
        [.. (suites.Count > 0 ? suites : BimanualSuite.Names).SelectMany(Teachers.Of)], (int)(context.Size ?? BimanualTask.InitialStates), Least, context.Cancellation);
}
