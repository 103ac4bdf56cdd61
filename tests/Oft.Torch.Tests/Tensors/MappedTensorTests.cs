using static TorchSharp.torch;

namespace Oft.Torch.Tests.Tensors;

public sealed class MappedTensorTests : NeedsEngine, IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void A_tensor_over_a_file_has_its_numbers_and_never_changes_it()
    {
        File.WriteAllBytes(path, [.. new byte[8], .. new float[] { 1, 2, 3, 4, 5, 6 }.SelectMany(BitConverter.GetBytes)]);
        var before = File.ReadAllBytes(path);
        Tensor row;
        using (NewDisposeScope())
        using (var file = MappedTensor.Open(path))
            row = file.At(8, [2, 3], float32)[1].MoveToOuterDisposeScope();

        Assert.Equal([4f, 5f, 6f], row.data<float>().ToArray());      // the file is closed, the view keeps it
        row.mul_(2);
        Assert.Equal([8f, 10f, 12f], row.data<float>().ToArray());
        row.Dispose();
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void What_does_not_lie_within_the_file_is_refused()
    {
        File.WriteAllBytes(path, new byte[16]);
        using var file = MappedTensor.Open(path);

        Assert.Throws<ArgumentOutOfRangeException>(() => file.At(0, [5], float32));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.At(-4, [1], float32));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.At(20, [0], float32));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.At(2, [1], float32));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.At(0, [long.MaxValue, 4], float32));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.At(0, [-1], float32));
    }
}
