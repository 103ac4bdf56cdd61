using System.Text.Json.Nodes;

namespace Oft.Lab.Proofs;

/// <summary>What a proof found.</summary>
/// <param name="Holds">True where the claim stands.</param>
/// <param name="Size">How large the run was, with its unit.</param>
/// <param name="Result">The numbers, in the proof's own words.</param>
public sealed record ProofResult(bool Holds, string Size, JsonObject Result);
