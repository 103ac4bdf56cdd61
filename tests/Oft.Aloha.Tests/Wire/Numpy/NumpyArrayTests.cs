using Oft.Aloha.Wire;
using Oft.Aloha.Wire.Numpy;

namespace Oft.Aloha.Tests.Wire.Numpy;

public class NumpyArrayTests
{
    [Theory]
    [InlineData("<f8", "<f8")]
    [InlineData("f8", "<f8")]
    [InlineData("=f4", "<f4")]
    [InlineData(">i2", ">i2")]
    [InlineData(">u1", "|u1")]
    [InlineData("|b1", "|b1")]
    [InlineData("?", "|b1")]
    [InlineData("float64", "<f8")]
    [InlineData("uint8", "|u1")]
    public void A_type_is_read_in_every_spelling_and_written_in_one(string text, string descriptor) => Assert.Equal(descriptor, NumpyType.Parse(text).Descriptor);

    [Theory]
    [InlineData("|O")]
    [InlineData("O")]
    [InlineData("|V12")]
    [InlineData("<float64")]
    [InlineData("zz")]
    [InlineData("")]
    public void A_type_that_is_no_number_is_refused(string text) => Assert.Throws<WireException>(() => NumpyType.Parse(text));

    [Theory]
    [InlineData("<c8", 8)]
    [InlineData("<U3", 12)]
    [InlineData("|S2", 2)]
    [InlineData("<M8[s]", 8)]
    [InlineData("<f16", 16)]
    public void A_type_that_is_carried_but_no_number_is_never_read_as_one(string text, int size)
    {
        var array = new NumpyArray(NumpyType.Parse(text), [1], new byte[size]);
        Assert.Equal(text, array.Type.Descriptor);
        Assert.Throws<WireException>(() => array.ToDoubles());
    }

    [Fact]
    public void Bytes_must_be_as_many_as_the_shape_needs()
    {
        Assert.Throws<WireException>(() => new NumpyArray(NumpyType.Float64, [3], new byte[16]));
        Assert.Throws<WireException>(() => new NumpyArray(NumpyType.Float64, [-1], new byte[8]));
        Assert.Throws<WireException>(() => new NumpyArray(NumpyType.UInt8, [65536, 65536, 65536, 65536], new byte[0]));
        Assert.Throws<WireException>(() => new NumpyArray(NumpyType.UInt8, [.. Enumerable.Repeat(int.MaxValue, 32)], new byte[8]));
        Assert.Throws<WireException>(() => new NumpyArray(NumpyType.UInt8, [.. Enumerable.Repeat(1, 33)], new byte[1]));
        Assert.Equal(0, new NumpyArray(NumpyType.Float64, [0, 14], new byte[0]).Count);
    }

    [Fact]
    public void Numbers_of_either_byte_order_are_the_same_numbers()
    {
        Assert.Equal([1.0, -2.0], new NumpyArray(new NumpyType('f', 4, BigEndian: true), [2], Convert.FromHexString("3f800000c0000000")).ToDoubles());
        Assert.Equal([1.0, -2.0], new NumpyArray(NumpyType.Float32, [2], Convert.FromHexString("0000803f000000c0")).ToDoubles());
        Assert.Equal([1.0, -2.0], new NumpyArray(new NumpyType('i', 2, BigEndian: true), [2], Convert.FromHexString("0001fffe")).ToDoubles());
        Assert.Equal(1.5, Assert.Single(NumpyArray.Of([1.5]).ToDoubles()));
    }
}
