using Oft.Formats.Safetensors;

namespace Oft.Formats.Tests.Safetensors;

public sealed class ShardedSafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ShardedSafetensorsTests()
    {
        SafetensorsWriter.Write(folder["model-1.safetensors"], [(new("a", ElementType.UInt8, [1]), new byte[] { 7 })]);
        SafetensorsWriter.Write(folder["model-2.safetensors"], [(new("b", ElementType.UInt8, [2]), new byte[] { 8, 9 })]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Shards_are_one_file_to_the_reader()
    {
        Index("""{"metadata":{"total_size":3},"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors"}}""");

        using var file = ShardedSafetensors.Open(folder.Path);

        Assert.Equal(["a", "b"], file.Tensors.Keys.Order());
        Assert.Equal([8, 9], file.Bytes("b").ToArray());
    }

    [Theory]
    [InlineData("""{"metadata":{"total_size":4},"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors"}}""", FileFault.Shape)]
    [InlineData("""{"weight_map":{"a":"model-2.safetensors","b":"model-1.safetensors"}}""", FileFault.Name)]
    [InlineData("""{"weight_map":{"a":"model-1.safetensors"},"metadata":{}, "more":1}""", null)]
    [InlineData("""{"weight_map":{"a":"../model-1.safetensors"}}""", FileFault.Name)]
    [InlineData("""{"weight_map":{"a":"model-1.safetensors","c":"model-1.safetensors"}}""", FileFault.Name)]
    [InlineData("""{"weight_map":[]}""", FileFault.Header)]
    [InlineData("""{"weight""", FileFault.Header)]
    public void An_index_that_disagrees_with_its_shards_is_refused(string index, FileFault? fault)
    {
        Index(index);

        if (fault is null) ShardedSafetensors.Open(folder.Path).Dispose();
        else Assert.Equal(fault, Assert.Throws<DamagedFileException>(() => ShardedSafetensors.Open(folder.Path)).Fault);
    }

    [Fact]
    public void Without_an_index_the_single_file_is_read_and_without_both_the_message_names_them()
    {
        Assert.Contains("model.safetensors.index.json", Assert.Throws<FileNotFoundException>(() => ShardedSafetensors.Open(folder.Path)).Message);
        File.Move(folder["model-1.safetensors"], folder["model.safetensors"]);

        using var file = ShardedSafetensors.Open(folder.Path);

        Assert.Equal(["a"], file.Tensors.Keys);
    }

    [Fact]
    public void The_tiny_published_checkpoint_opens_as_one()
    {
        using var file = ShardedSafetensors.Open(Need.Shared("golden/model/oft-libero"));

        Assert.Equal(15066236, file.Tensors.Values.Sum(x => x.ByteLength));
    }

    private void Index(string text) => File.WriteAllText(folder["model.safetensors.index.json"], text);
}
