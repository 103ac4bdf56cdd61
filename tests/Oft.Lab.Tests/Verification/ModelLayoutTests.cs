using Oft.Lab.Verification;
using Oft.Lab.Verification.Models;

namespace Oft.Lab.Tests.Verification;

/// <summary>A selection that runs in seconds; <c>oft verify</c> runs all of them.</summary>
public class ModelLayoutTests
{
    [Theory]
    [InlineData("inputs_libero")]
    [InlineData("a_autoregressive_single")]
    [InlineData("c_pd_discrete_k8_libero")]
    [InlineData("d_l1_libero")]
    [InlineData("e_diffusion_ddim5_libero")]
    [InlineData("e_scheduler_tables")]
    [InlineData("f_film_l1_libero")]
    [InlineData("g_lora_libero")]
    [InlineData("h_bf16_d_l1_libero")]
    [InlineData("i_batch2_film_l1_libero")]
    [InlineData("token_decode_table")]
    public void The_model_computes_what_the_reference_recorded(string name)
    {
        var folder = Need.Shared("golden/model");
        var lines = new List<string>();

        var status = new VerifyRun([new ModelLayout(chosen: name.Equals)], VerifyNeeds.None, lines.Add).Run(folder);

        Assert.True(status == 0, string.Join(Environment.NewLine, lines));
    }
}
