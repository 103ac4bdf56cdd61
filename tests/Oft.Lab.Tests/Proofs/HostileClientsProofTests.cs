using Oft.Lab.Proofs;

namespace Oft.Lab.Tests.Proofs;

[Collection(nameof(OwnHeap))]
public class HostileClientsProofTests
{
    [Fact]
    public void A_healthy_client_is_served_among_a_few_hostile_ones()
    {
        var result = new HostileClientsProof().Run(new ProofContext(300, line => TestContext.Current.TestOutputHelper?.WriteLine(line), TestContext.Current.CancellationToken));
        Assert.True(result.Holds, result.Result.ToJsonString());
        Assert.Equal(300, (int)result.Result["damaged_bodies"]!["as_expected"]!);
    }
}
