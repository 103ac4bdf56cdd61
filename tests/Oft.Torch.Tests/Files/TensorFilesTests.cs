using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Torch.Tests.Files;

public sealed class TensorFilesTests : NeedsEngine
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Bool)]
    public void A_tensor_comes_back_as_it_was_even_when_it_had_gaps(ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var x = arange(6, ScalarType.Float32).view(2, 3).t().to(dtype);
        var stream = new MemoryStream();
        x.Save(stream);
        stream.Position = 0;
        var back = TensorExtensionMethods.Load(new BinaryReader(stream));

        Assert.Equal(dtype, back.dtype);
        Assert.Equal([3, 2], back.shape);
        Assert.True(back.equal(x).all().item<bool>());
    }

    [Fact]
    public void The_bytes_are_those_of_the_package()
    {
        using var scope = NewDisposeScope();
        var stream = new MemoryStream();
        zeros([300L, 0L], ScalarType.Float32).Save(stream);
        full([1L], 1.5f, ScalarType.Float32).Save(stream);

        // dtype 6, two dimensions, 300 in seven bits a byte, 0; dtype 6, one dimension, 1, then 1.5 as it lies in memory.
        Assert.Equal([6, 2, 0xac, 0x02, 0, 6, 1, 1, 0, 0, 0xc0, 0x3f], stream.ToArray());
    }

    [Fact]
    public void Skipping_a_tensor_leads_to_the_next_one()
    {
        using var scope = NewDisposeScope();
        var stream = new MemoryStream();
        ones(100).Save(stream);
        tensor([7L]).Save(stream);
        stream.Position = 0;
        var reader = new BinaryReader(stream);
        TensorExtensionMethods.Load(reader, skip: true);

        Assert.Equal(7, TensorExtensionMethods.Load(reader).item<long>());
    }

    [Fact]
    public void A_shape_larger_than_its_file_is_refused_before_memory_is_taken()
    {
        // Float32 [2^40]: four terabytes announced, none there.
        var file = new byte[] { 6, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20 };
        Assert.Throws<EndOfStreamException>(() => TensorExtensionMethods.Load(new BinaryReader(new MemoryStream(file))));
        Assert.Throws<EndOfStreamException>(() => TensorExtensionMethods.Load(new BinaryReader(new MemoryStream(file)), skip: true));
    }
}
