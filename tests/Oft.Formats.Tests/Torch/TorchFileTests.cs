using System.Runtime.InteropServices;
using Oft.Formats.Torch;

namespace Oft.Formats.Tests.Torch;

public sealed class TorchFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Tensors_of_every_kind_are_read_row_major()
    {
        using var file = TorchFile.Open(Need.Golden("formats/tensors.pt"));

        Assert.Equal(["brain", "bytes", "double", "flag", "half", "none", "number", "plain", "repeated", "turned", "window"], file.Tensors.Keys.Order());
        Assert.Equal(Enumerable.Range(0, 24).Select(x => (float)x), Floats(file, "plain", 2, 3, 4));
        Assert.Equal([0, 12, 4, 16, 8, 20, 1, 13, 5, 17, 9, 21], Floats(file, "turned", 4, 3, 2)[..12]);
        Assert.Equal([16, 18, 20, 22], Floats(file, "window", 2, 2));
        Assert.Equal([9, 8, 9, 8, 9, 8], Floats(file, "repeated", 3, 2));
        Assert.Empty(Floats(file, "none", 0, 5));
        Assert.Equal(7, MemoryMarshal.Read<long>(file.Bytes("number")));
        Assert.Empty(file.Tensors["number"].Shape);
        Assert.Equal([(Half)1.5, (Half)(-2)], MemoryMarshal.Cast<byte, Half>(file.Bytes("half")));
        Assert.Equal([0x80, 0x3f, 0x49, 0xc0], file.Bytes("brain").ToArray());
        Assert.Equal(0.1, MemoryMarshal.Read<double>(file.Bytes("double")));
        Assert.Equal([1, 0], file.Bytes("flag").ToArray());
        Assert.Equal([0, 255], file.Bytes("bytes").ToArray());
    }

    [Fact]
    public void A_state_dict_and_a_parameter_are_tensors_by_name()
    {
        using var module = TorchFile.Open(Need.Golden("formats/module.pt"));
        using var parameter = TorchFile.Open(Need.Golden("formats/parameter.pt"));

        Assert.Equal([1, 2], Floats(module, "0.weight", 1, 2));
        Assert.Equal([3], Floats(module, "0.bias", 1));
        Assert.Equal([1, 2], Floats(parameter, "p", 1, 2));
    }

    [Theory]
    [InlineData("action_head--150000_checkpoint.pt")]
    [InlineData("proprio_projector--150000_checkpoint.pt")]
    public void Components_of_a_checkpoint_are_read_as_todays_PyTorch_writes_them(string name)
    {
        using var file = TorchFile.Open(Path.Combine(Need.Shared("golden/model/oft-libero"), name));

        Assert.All(file.Tensors.Values, x => Assert.Equal(x.ByteLength, file.Bytes(x.Name).Length));
        Assert.All(file.Tensors.Keys, x => Assert.StartsWith("module.", x));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        (TensorEntry, ReadOnlyMemory<byte>)[] tensors =
        [
            (new("b.weight", ElementType.Float32, [2, 2]), MemoryMarshal.AsBytes<float>([1, 2, 3, 4]).ToArray()),
            (new("a", ElementType.BFloat16, []), new byte[] { 0x80, 0x3f }),
            (new("empty", ElementType.Int64, [3, 0]), default),
        ];
        TorchWriter.Write(folder["x.pt"], tensors);

        using var file = TorchFile.Open(folder["x.pt"]);

        foreach (var (entry, bytes) in tensors)
        {
            Assert.Equal(entry.ToString(), file.Tensors[entry.Name].ToString());
            Assert.Equal(bytes.ToArray(), file.Bytes(entry.Name).ToArray());
        }
        Assert.Equal(["x.pt"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_flipped_bit_in_the_weights_is_found_by_the_checksum()
    {
        TorchWriter.Write(folder["x.pt"], [(new("a", ElementType.UInt8, [64]), Enumerable.Repeat((byte)0xAB, 64).ToArray())]);
        var bytes = File.ReadAllBytes(folder["x.pt"]);
        bytes[bytes.AsSpan().IndexOf(Enumerable.Repeat((byte)0xAB, 64).ToArray())] ^= 1;

        using var file = TorchFile.Open("y.pt", bytes);

        Assert.Equal(FileFault.Checksum, Assert.Throws<DamagedFileException>(() => file.Bytes("a").Length).Fault);
    }

    [Fact]
    public void Ten_thousand_damaged_copies_are_read_or_refused()
    {
        var seed = File.ReadAllBytes(Need.Golden("formats/tensors.pt"));
        var pickle = ZipParts.Pickle(seed);
        var (start, length) = ZipParts.PickleRange(seed);
        Mutations.Run("pt", [new(seed, [new(start, start + length), new(seed.Length - 22, seed.Length), new(seed.Length - 900, seed.Length)], random => ZipParts.With(seed, Mutations.Damage(pickle, random)))], bytes =>
        {
            using var file = TorchFile.Open("copy.pt", bytes);
            foreach (var name in file.Tensors.Keys) _ = file.Bytes(name).Length;
        }, e => (e as DamagedFileException)?.Fault.ToString());
    }

    private static float[] Floats(TorchFile file, string name, params long[] shape)
    {
        Assert.Equal(ElementType.Float32, file.Tensors[name].Type);
        Assert.Equal(shape, file.Tensors[name].Shape);
        return MemoryMarshal.Cast<byte, float>(file.Bytes(name)).ToArray();
    }
}
