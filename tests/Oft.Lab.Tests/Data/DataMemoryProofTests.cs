using Oft.Lab.Data;
using Oft.Lab.Proofs;
using Oft.Lab.Tests.Proofs;

namespace Oft.Lab.Tests.Data;

[Collection(nameof(OwnHeap))]
public class DataMemoryProofTests
{
    [Fact]
    public void Sampling_stays_within_the_memory_it_states()
    {
        Need.Library("libturbojpeg.so.0");
        var result = new DataMemoryProof().Run(new ProofContext(1500, _ => { }, default));

        Assert.True(result.Holds, result.Result.ToJsonString());
        Assert.Equal(1500, result.Result["frames"]!.GetValue<long>());
        Assert.Equal(1500L * 2 * 224 * 224 * 3, result.Result["pixels_decoded"]!.GetValue<long>());
    }
}
