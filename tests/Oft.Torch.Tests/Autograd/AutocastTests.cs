using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Torch.Tests.Autograd;

public sealed class AutocastTests
{
    public AutocastTests() => Engine.Need();

    [Fact]
    public void Under_autocast_products_are_bfloat16_and_afterwards_they_are_not()
    {
        using var scope = NewDisposeScope();
        var x = randn(4, 4);

        using (Autocast.On())
        {
            Assert.Equal(bfloat16, x.matmul(x).dtype);
            Assert.Equal(float32, x.softmax(-1).dtype);
            using (Autocast.Off()) Assert.Equal(float32, x.matmul(x).dtype);
            Assert.True(Autocast.IsOn());
        }

        Assert.Equal(float32, x.matmul(x).dtype);
    }
}
