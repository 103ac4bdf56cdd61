using System.Runtime.InteropServices;
using Oft.Torch.Tests.Fixtures;
using Oft.Torch.Tests.Peers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Nn;

[Collection(nameof(GlobalGenerator))]
public sealed class FirstWeightsLikePythonTests : NeedsEngine
{
    [Fact]
    public void The_same_seed_gives_layers_the_weights_of_Python()
    {
        set_num_threads(1);
        using var scope = NewDisposeScope();
        manual_seed(3);
        Module[] layers =
        [
            Linear(5, 7), Linear(4, 3, hasBias: false), Conv2d(3, 8, 3), Conv1d(4, 4, 5, groups: 2), ConvTranspose2d(4, 6, 2),
            Embedding(6, 3), LayerNorm(4), MultiheadAttention(8, 2),
        ];
        List<Tensor> ours = [.. layers.SelectMany(layer => layer.parameters())];
        ours.AddRange(
        [
            init.trunc_normal_(empty(6, 5), std: 0.02), init.xavier_uniform_(empty(6, 5)), init.xavier_normal_(empty(6, 5)),
            init.kaiming_normal_(empty(6, 5)), init.kaiming_uniform_(empty(6, 5), nonlinearity: init.NonlinearityType.ReLU),
        ]);

        var file = Path.GetTempFileName();
        PythonTorch.Run("first_weights.py", file);
        var expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray();
        File.Delete(file);

        Assert.Equal(expected, ours.SelectMany(Given.Values).ToArray());
        foreach (var layer in layers) layer.Dispose();
    }
}
