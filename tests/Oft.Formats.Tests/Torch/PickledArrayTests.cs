using System.Text;
using Oft.Formats.Torch;

namespace Oft.Formats.Tests.Torch;

public class PickledArrayTests
{
    [Fact]
    public void An_array_saved_by_torch_is_numbers_and_shape()
    {
        var array = PickledArray.Read(Need.Golden("formats/array.pt"));

        Assert.Equal([2L, 3L], array.Shape);
        Assert.Equal([0, 0.5, 1, 1.5, 2, 2.5], array.Values<double>());
    }

    [Fact]
    public void A_file_of_tensors_is_not_an_array_and_the_other_way_round()
    {
        Assert.Equal(FileFault.Forbidden, Assert.Throws<DamagedFileException>(() => PickledArray.Read(Need.Golden("formats/tensors.pt"))).Fault);
        Assert.Equal(FileFault.Forbidden, Assert.Throws<DamagedFileException>(() => TorchFile.Open(Need.Golden("formats/array.pt"))).Fault);
    }

    [Theory]
    [InlineData("cos\nsystem\n(X\u0005\0\0\0touchtR.")]
    [InlineData("cbuiltins\neval\n(X\u0001\0\0\01tR.")]
    [InlineData("c__builtin__\ngetattr\n.")]
    [InlineData("cnumpy\nndarray\n)R.")]                                        // may be mentioned, not called
    public void A_pickle_that_asks_for_anything_else_is_refused_and_nothing_runs(string pickle)
    {
        var evil = ZipParts.With(File.ReadAllBytes(Need.Golden("formats/array.pt")), [0x80, 2, .. Encoding.Latin1.GetBytes(pickle)]);

        var e = Assert.Throws<DamagedFileException>(() => PickledArray.Read("evil.pt", evil));

        Assert.Equal(FileFault.Forbidden, e.Fault);
    }

    [Fact]
    public void Asking_for_the_same_bytes_again_and_again_is_bounded()
    {
        var text = new string('x', 1 << 20);
        var pickle = new List<byte>([0x80, 2, (byte)'X', .. BitConverter.GetBytes(text.Length), .. Encoding.ASCII.GetBytes(text), (byte)'q', 0, .. "X\u0006\0\0\0latin1q\u0001c_codecs\nencode\nq\u0002"u8]);
        for (var i = 0; i < 1000; i++) pickle.AddRange([(byte)'h', 2, (byte)'h', 0, (byte)'h', 1, 0x86, (byte)'R']);       // encode(text, "latin1")
        var bomb = ZipParts.With(File.ReadAllBytes(Need.Golden("formats/array.pt")), [.. pickle, (byte)'.']);

        Assert.Equal(FileFault.Limit, Assert.Throws<DamagedFileException>(() => PickledArray.Read("bomb.pt", bomb)).Fault);
    }

    [Fact]
    public void Ten_thousand_damaged_copies_are_read_or_refused()
    {
        var seed = File.ReadAllBytes(Need.Golden("formats/array.pt"));
        var pickle = ZipParts.Pickle(seed);
        Mutations.Run("pickled array", [new(seed, [new(seed.Length - 300, seed.Length)], random => ZipParts.With(seed, Mutations.Damage(pickle, random)))], bytes =>
        {
            _ = PickledArray.Read("copy.pt", bytes).Bytes.Length;
        }, e => (e as DamagedFileException)?.Fault.ToString());
    }
}
