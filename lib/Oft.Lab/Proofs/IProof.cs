namespace Oft.Lab.Proofs;

/// <summary>One run of <c>oft prove NAME</c>: a claim that takes more than a minute to show.</summary>
public interface IProof
{
    /// <summary>The word after <c>oft prove</c>, and the file below <c>data-manifests/measured</c>.</summary>
    string Name { get; }

    /// <summary>What is claimed, one sentence.</summary>
    string Claim { get; }

    /// <summary>Runs it. Tests run the same code at a small <see cref="ProofContext.Size"/>.</summary>
    ProofResult Run(ProofContext context);
}
