using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Tests.Statistics;

public class PValueTests
{
    [Theory]
    [InlineData(1, "= 1")]
    [InlineData(0.03271, "= 0.0327")]
    [InlineData(0.0001, "= 0.0001")]
    [InlineData(1e-15, "< 0.0001")]
    [InlineData(0, "< 0.0001")]
    public void No_p_value_is_written_as_zero(double p, string text) => Assert.Equal(text, PValue.Text(p));
}
