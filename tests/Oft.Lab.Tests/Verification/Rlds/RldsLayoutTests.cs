using Oft.Lab.Verification;
using Oft.Lab.Verification.Aloha;
using Oft.Lab.Verification.Rlds;

namespace Oft.Lab.Tests.Verification.Rlds;

public class RldsLayoutTests
{
    [Theory]
    [InlineData("golden/rlds")]
    [InlineData("golden/aloha/hdf5")]
    public void What_the_reference_recorded_comes_out_here(string folder)
    {
        var lines = new List<string>();
        var exit = new VerifyRun([new RldsLayout(), new AlohaHdf5Layout()], VerifyNeeds.None, lines.Add).Run(Need.Shared(folder));

        Assert.True(exit == 0, string.Join("\n", lines.Where(x => !x.StartsWith("ok"))));
    }
}
