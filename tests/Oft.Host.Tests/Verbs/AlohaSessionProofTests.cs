using Oft.Host.Verbs;
using Oft.Lab.Aloha;
using Oft.Lab.Proofs;

namespace Oft.Host.Tests.Verbs;

[Collection("processes beside files")]
public sealed class AlohaSessionProofTests
{
    /// <summary>Three seconds of <c>oft prove aloha-session</c>: robot, policy and loop in three processes, over ROS and HTTP.</summary>
    [Fact]
    public void A_session_of_three_processes_ends_with_a_report_that_holds_the_points()
    {
        var proof = new AlohaSessionProof(typeof(ProveVerb).Assembly.Location).Run(new ProofContext(3, line => TestContext.Current.TestOutputHelper?.WriteLine(line), TestContext.Current.CancellationToken));

        TestContext.Current.TestOutputHelper?.WriteLine(proof.Result.ToJsonString());
        Assert.True((bool)proof.Result["homed"]!);
        Assert.True((int)proof.Result["actions_sent"]! > 0);
        Assert.InRange((double)proof.Result["points_of_100"]!, 0, 100);
        Assert.Contains("of 100 points of the rubric", File.ReadAllText(AlohaSessionProof.Report));
    }
}
