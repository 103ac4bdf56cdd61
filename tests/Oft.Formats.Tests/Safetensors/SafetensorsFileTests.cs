using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Oft.Formats.Safetensors;

namespace Oft.Formats.Tests.Safetensors;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_is_read_back_by_name_type_shape_and_bytes()
    {
        float[] values = [1, 2, 3, 4, 5, 6];
        SafetensorsWriter.Write(folder["a"], [
            (new("flag", ElementType.Bool, []), new byte[] { 1 }),
            (new("weight", ElementType.Float32, [2, 3]), MemoryMarshal.AsBytes<float>(values).ToArray()),
            (new("none", ElementType.BFloat16, [0, 7]), default),
        ], new Dictionary<string, string> { ["made by"] = "a test" });

        using var file = SafetensorsFile.Open(folder["a"]);

        Assert.Equal(["flag", "none", "weight"], file.Tensors.Keys.Order());
        Assert.Equal(ElementType.Float32, file.Tensors["weight"].Type);
        Assert.Equal([2L, 3L], file.Tensors["weight"].Shape);
        Assert.Equal(values, MemoryMarshal.Cast<byte, float>(file.Bytes("weight")));
        Assert.Equal(1, file.Bytes("flag")[0]);
        Assert.Equal(0, file.Bytes("none").Length);
        Assert.Equal("a test", file.Metadata["made by"]);
        Assert.Contains("'other' is not in", Assert.Throws<KeyNotFoundException>(() => file.Bytes("other").Length).Message);
    }

    [Theory]
    [InlineData("golden/model/oft-libero/lora_adapter/adapter_model.safetensors")]
    [InlineData("golden/model/oft-libero/model-00002-of-00004.safetensors")]
    public void A_file_of_the_formats_own_library_is_written_again_byte_for_byte(string path)
    {
        path = Need.Shared(path);
        using (var file = SafetensorsFile.Open(path))
            SafetensorsWriter.Write(folder["copy"], [.. file.Tensors.Values.Select(x => (x, (ReadOnlyMemory<byte>)file.Bytes(x.Name).ToArray()))], file.Metadata);

        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(folder["copy"]));
    }

    [Fact]
    public void A_writer_that_is_not_completed_leaves_nothing()
    {
        using (var writer = new SafetensorsWriter(folder["a"], [new("x", ElementType.UInt8, [1]), new("y", ElementType.UInt8, [1])]))
        {
            writer.Write("x", [1]);
            Assert.Throws<ArgumentException>(() => writer.Write("x", [1]));
            Assert.Throws<ArgumentException>(() => writer.Write("y", [1, 2]));
            Assert.Contains("'y'", Assert.Throws<InvalidOperationException>(writer.Complete).Message);
        }
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 3, FileFault.Offset)]                                                            // a rest nobody owns
    [InlineData("""{"x":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, FileFault.Offset)]                                                            // a hole
    [InlineData("""{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"y":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, FileFault.Offset)]        // an overlap
    [InlineData("""{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"x":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""", 3, FileFault.Name)]
    [InlineData("""{"x":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 3, FileFault.Truncated)]
    [InlineData("""{"x":{"dtype":"U8","shape":[4611686018427387904,8],"data_offsets":[0,3]}}""", 3, FileFault.Shape)]                                         // wraps to 0 in 64 bits
    [InlineData("""{"x":{"dtype":"U8","shape":[-3],"data_offsets":[0,3]}}""", 3, FileFault.Shape)]
    [InlineData("""{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,3]}}""", 3, FileFault.Shape)]
    [InlineData("""{"x":{"dtype":"C64","shape":[3],"data_offsets":[0,3]}}""", 3, FileFault.Type)]
    [InlineData("""{"x":{"dtype":"U8","data_offsets":[0,3]}}""", 3, FileFault.Header)]
    [InlineData("""{"x":{"dtype":"U8","shape":[3],"data_offsets":[0,3],"code":"x"}}""", 3, FileFault.Header)]
    [InlineData("""{"x":[""", 3, FileFault.Header)]
    public void A_header_that_disagrees_with_its_data_is_refused_by_name(string header, int dataLength, FileFault fault)
    {
        var bytes = new byte[8 + header.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        Encoding.UTF8.GetBytes(header, bytes.AsSpan(8));
        File.WriteAllBytes(folder["a"], bytes);

        Assert.Equal(fault, Assert.Throws<DamagedFileException>(() => SafetensorsFile.Open(folder["a"])).Fault);
    }

    [Theory]
    [InlineData(new byte[0], FileFault.Truncated)]
    [InlineData(new byte[] { 2, 0, 0, 0 }, FileFault.Truncated)]
    [InlineData(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, (byte)'{' }, FileFault.Truncated)]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x40, (byte)'{' }, FileFault.Limit)]
    public void A_header_length_is_believed_only_within_the_file(byte[] bytes, FileFault fault)
    {
        File.WriteAllBytes(folder["a"], bytes);

        Assert.Equal(fault, Assert.Throws<DamagedFileException>(() => SafetensorsFile.Open(folder["a"])).Fault);
    }

    [Fact]
    public void Ten_thousand_damaged_copies_are_read_or_refused()
    {
        SafetensorsWriter.Write(folder["seed"], [
            (new("a.weight", ElementType.Float32, [3, 4]), new byte[48]),
            (new("a.bias", ElementType.BFloat16, [3]), new byte[6]),
            (new("b", ElementType.Int64, []), new byte[8]),
        ]);
        var seed = File.ReadAllBytes(folder["seed"]);

        Mutations.Run("safetensors", [new(seed, [new(0, 8), new(8, ^62)], Rewritten)], bytes =>
        {
            using var file = SafetensorsFile.Open("copy", bytes);
            foreach (var name in file.Tensors.Keys) _ = file.Bytes(name).Length;
        }, e => (e as DamagedFileException)?.Fault.ToString());

        byte[] Rewritten(Random random)
        {
            var header = JsonDamage.Once(seed.AsSpan(8..^62), random);
            return [.. BitConverter.GetBytes((long)header.Length), .. header, .. seed[^62..]];
        }
    }
}
