using Oft.Lab.Worlds;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Proofs;

/// <summary>Every scripted expert from every fixed initial state of its task.</summary>
/// <param name="suites">Which suites; all by default.</param>
public sealed class ExpertsProof(params IReadOnlyList<string> suites) : IProof
{
    private const double Least = 0.98;

    /// <inheritdoc/>
    public string Name => "experts";

    /// <inheritdoc/>
    public string Claim => "Every mini-LIBERO expert solves its task from at least 98 % of the fifty fixed initial states.";

    /// <inheritdoc/>
    /// <remarks>Its unit is initial states per task, 50 at full size.</remarks>
    public ProofResult Run(ProofContext context)
    {
        var tasks = (suites.Count > 0 ? suites : MiniSuite.Names).SelectMany(Teachers.Of).ToArray();
        return ExpertRates.Over(tasks, (int)(context.Size ?? MiniTask.InitialStates), Least, context.Cancellation);
    }
}
