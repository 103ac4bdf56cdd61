using Oft.Lab.Proofs;

namespace Oft.Lab.Tests.Proofs;

public class EqualPoliciesProofTests
{
    [Fact]
    public void Equal_policies_raise_few_alarms_also_at_a_small_size()
    {
        var result = new EqualPoliciesProof().Run(new ProofContext(200, _ => { }, CancellationToken.None));
        Assert.True(result.Holds, result.Result.ToJsonString());
        Assert.Equal(4, result.Result["runs"]!.AsArray().Count);
    }
}
