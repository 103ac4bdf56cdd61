using static TorchSharp.torch;

namespace Oft.Torch.Tests.Fixtures;

/// <summary>Tensors of known numbers.</summary>
internal static class Given
{
    /// <summary>Seeded standard normal numbers.</summary>
    public static Tensor Normal(long[] shape, int seed) =>
        tensor(Numbers.Normal((int)shape.Aggregate(1L, (product, size) => product * size), seed)).reshape(shape);

    /// <summary>The numbers of a float tensor, row by row.</summary>
    public static float[] Values(Tensor x) => x.detach().contiguous().data<float>().ToArray();

    /// <summary>The largest distance between two tensors of one shape.</summary>
    public static double Distance(Tensor a, Tensor b)
    {
        Assert.Equal(a.shape, b.shape);
        return (a.detach().to(float64) - b.detach().to(float64)).abs().max().item<double>();
    }
}
