using System.Runtime.InteropServices;
using Oft.Torch.Tests.Fixtures;
using Oft.Torch.Tests.Peers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Torch.Tests.Optim;

public sealed class StepsLikePythonTests : NeedsEngine
{
    // With the same libtorch, thread count and order of operations there is nothing to round differently: every bit is the same.
    // Where this libtorch has a fused kernel both sides use it.
    [Theory]
    [InlineData("AdamW", "optim.AdamW(parameters, lr=1e-2, weight_decay=0.01, **({'fused': True} if fused else {'foreach': True}))", 0)]
    [InlineData("AdamW", "optim.AdamW(parameters, lr=1e-2, weight_decay=0.01, **({'fused': True} if fused else {'foreach': False}))", 0)]
    [InlineData("AdamW, clipped", "optim.AdamW(parameters, lr=1e-2, weight_decay=0.01, **({'fused': True} if fused else {'foreach': True}))", 0.5)]
    [InlineData("AdamW, amsgrad", "optim.AdamW(parameters, lr=1e-2, weight_decay=0.01, amsgrad=True, **({'fused': True} if fused else {'foreach': False}))", 0)]
    [InlineData("Adam", "optim.Adam(parameters, lr=1e-2, betas=(0.8, 0.99), weight_decay=0.02, **({'fused': True} if fused else {'foreach': True}))", 0)]
    [InlineData("SGD", "optim.SGD(parameters, lr=0.1, foreach=True)", 0)]
    [InlineData("SGD, momentum", "optim.SGD(parameters, lr=0.1, momentum=0.9, weight_decay=0.01, nesterov=True, foreach=True)", 0)]
    public void Loss_gradients_and_parameters_of_twenty_steps_have_the_bits_of_Python(string name, string python, double clip)
    {
        var folder = Directory.CreateTempSubdirectory("oft-steps").FullName;
        try
        {
            set_num_threads(1);
            using var model = new TwoBlocks();
            using var scope = NewDisposeScope();
            FillNormal(model);
            var (x, target) = (Given.Normal([4, 6, 16], seed: 1), Given.Normal([4, 6, 3], seed: 2));
            Write(folder, "weights", model.parameters());
            Write(folder, "x", [x]);
            Write(folder, "target", [target]);

            using var optimizer = Make(name, model);
            var losses = new List<Tensor>();
            Tensor[] gradients = [];
            for (var step = 0; step < 20; step++)
            {
                optimizer.zero_grad();
                var loss = functional.l1_loss(model.call(x), target);
                loss.backward();
                if (step == 0) gradients = [.. model.parameters().Select(p => p.grad!.clone())];
                if (clip > 0) utils.clip_grad_norm_(model.parameters(), clip);
                optimizer.step();
                losses.Add(loss);
            }

            PythonTorch.Run("two_blocks.py", folder, python, clip.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(Read(folder, "gradients"), Bytes(gradients));
            Assert.Equal(Read(folder, "losses"), Bytes(losses));
            Assert.Equal(Read(folder, "trained"), Bytes(model.parameters()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static OptimizerHelper Make(string name, TwoBlocks model) => name switch
    {
        "AdamW, amsgrad" => optim.AdamW(model.parameters(), lr: 1e-2, weight_decay: 0.01, amsgrad: true),
        "Adam" => optim.Adam(model.parameters(), lr: 1e-2, beta1: 0.8, beta2: 0.99, weight_decay: 0.02),
        "SGD" => optim.SGD(model.parameters(), 0.1),
        "SGD, momentum" => optim.SGD(model.parameters(), 0.1, momentum: 0.9, weight_decay: 0.01, nesterov: true),
        _ => optim.AdamW(model.parameters(), lr: 1e-2, weight_decay: 0.01),
    };

    private static void FillNormal(Module model)
    {
        using var quiet = no_grad();
        foreach (var (parameter, seed) in model.parameters().Select((p, i) => (p, i))) parameter.copy_(Given.Normal(parameter.shape, seed) * 0.1);
    }

    private static byte[] Bytes(IEnumerable<Tensor> tensors) => [.. tensors.SelectMany(t => MemoryMarshal.AsBytes(Given.Values(t).AsSpan()).ToArray())];

    private static void Write(string folder, string file, IEnumerable<Tensor> tensors) => File.WriteAllBytes(Path.Combine(folder, file), Bytes(tensors));

    private static byte[] Read(string folder, string file) => File.ReadAllBytes(Path.Combine(folder, file));
}
