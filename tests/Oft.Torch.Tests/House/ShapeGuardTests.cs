using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Torch.Tests.House;

public sealed class ShapeGuardTests
{
    public ShapeGuardTests() => Engine.Need();

    [Fact]
    public void A_wrong_shape_is_named_with_what_was_expected_and_why()
    {
        using var language = zeros(2, 2048);

        var error = Assert.Throws<ShapeException>(() => language.Expect([2, 4096], "FiLM takes one mean embedding per sample."));

        Assert.Equal("language: expected [2, 4096], got [2, 2048]. FiLM takes one mean embedding per sample.", error.Message);
    }

    [Fact]
    public void A_length_of_minus_one_takes_any()
    {
        using var x = zeros(2, 7);

        Assert.Same(x, x.Expect([2, -1], "Rows are two."));
    }
}
