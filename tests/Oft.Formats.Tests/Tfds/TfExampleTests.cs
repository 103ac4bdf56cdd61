using Oft.Formats.Tfds;

namespace Oft.Formats.Tests.Tfds;

public sealed class TfExampleTests
{
    // What TensorFlow serialises: empty bytes, an infinity, negative integers, an empty list, a feature without a list.
    private const string packed = "0a790a180a016212130a110a000a0378797a0a0800010203040506070a110a0b656d7074795f666c6f6174120212000a150a01661210120e0a0c0000c03f000010c00000807f0a280a016912231a210a1f0001ffffffffffffffffff01808080808080808040808080808080808080010a090a05756e7365741200";

    [Fact]
    public void TensorFlows_bytes_are_read_as_TensorFlow_meant_them()
    {
        var features = TfExample.Parse(Convert.FromHexString(packed), "example").Features;

        Assert.Equal(["b", "empty_float", "f", "i", "unset"], features.Keys.Order());
        Assert.Equal([1.5f, -2.25f, float.PositiveInfinity], features["f"].Floats);
        Assert.Equal([0L, 1, -1, 1L << 62, long.MinValue], features["i"].Integers);
        Assert.Equal(["", "78797A", "0001020304050607"], Enumerable.Range(0, 3).Select(i => Convert.ToHexString(features["b"].Bytes(i).Span)));
        Assert.Equal((FeatureKind.Float, 0), (features["empty_float"].Kind, features["empty_float"].Count));
        Assert.Equal(FeatureKind.None, features["unset"].Kind);
    }

    [Theory]
    [InlineData("0a2b0a110a0166120c120a0d0000c03f0d000010c00a160a016912111a0f0800080108ffffffffffffffffff01", new[] { 1.5f, -2.25f })]     // unpacked
    [InlineData("0a180a160a01661211120f0d0000c03f0a080000004000004040", new[] { 1.5f, 2, 3 })]                                              // mixed
    public void Lists_may_be_unpacked_or_mixed(string hex, float[] floats) =>
        Assert.Equal(floats, TfExample.Parse(Convert.FromHexString(hex), "example").Features["f"].Floats);

    [Fact]
    public void What_is_written_is_read_back()
    {
        var writer = new TfExampleWriter();
        writer.Floats("steps/action", new[] { 1f, float.NaN, -0f });
        writer.Floats("none", ReadOnlyMemory<float>.Empty);
        writer.Integers("steps/is_first", [1, 0, long.MinValue]);
        writer.Texts("steps/language_instruction", ["", "put é", new string('x', 200)]);
        writer.Bytes("steps/observation/image", [new byte[300], Array.Empty<byte>()]);

        var features = TfExample.Parse(writer.ToArray(), "example").Features;

        Assert.Equal([1f, float.NaN, -0f], features["steps/action"].Floats);
        Assert.Equal(0, features["none"].Count);
        Assert.Equal([1L, 0, long.MinValue], features["steps/is_first"].Integers);
        Assert.Equal("put é"u8.ToArray(), features["steps/language_instruction"].Bytes(1).ToArray());
        Assert.Equal([300, 0], [features["steps/observation/image"].Bytes(0).Length, features["steps/observation/image"].Bytes(1).Length]);
    }

    [Fact]
    public void Pictures_stay_where_they_lie_in_the_record()
    {
        var writer = new TfExampleWriter();
        writer.Bytes("image", ["picture"u8.ToArray()]);
        var record = writer.ToArray();

        var (offset, length) = TfExample.Parse(record, "example").Features["image"].Place(0);

        Assert.Equal("picture"u8, record.AsSpan(offset, length));
    }

    [Fact]
    public void Ragged_rows_are_put_together_from_their_two_features()
    {
        var writer = new TfExampleWriter();
        writer.Floats("steps/boxes/ragged_flat_values", new float[] { 1, 2, 3, 4, 5, 6 });
        writer.Integers("steps/boxes/ragged_row_lengths_0", [2, 0, 1]);
        var example = TfExample.Parse(writer.ToArray(), "example");

        Assert.Equal([2, 0, 1], RaggedValues.Of(example, "steps/boxes", 2, "example").RowLengths);
        Assert.Equal(FileFault.Shape, Assert.Throws<DamagedFileException>(() => RaggedValues.Of(example, "steps/boxes", 1, "example")).Fault);
        Assert.Equal(FileFault.Name, Assert.Throws<DamagedFileException>(() => RaggedValues.Of(example, "steps/other", 1, "example")).Fault);
    }

    [Fact]
    public void Ten_thousand_damaged_examples_are_read_or_refused() =>
        Mutations.Run("tf.train.Example", [new(Convert.FromHexString(packed))], bytes => TfExample.Parse(bytes, "example"), e => (e as DamagedFileException)?.Fault.ToString());
}
