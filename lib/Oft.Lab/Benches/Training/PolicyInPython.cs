using System.Globalization;
using Oft.Formats;
using Oft.Formats.Torch;
using Oft.Model;
using Oft.Training.Batches;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Benches.Training;

/// <summary>The Python side of the training bench, with the weights and the batch of this side.</summary>
internal sealed class PolicyInPython : IDisposable
{
    private readonly PythonTorch python;
    private readonly string file = Path.Combine(Path.GetTempPath(), $"oft-training-bench-{Environment.ProcessId}.pt");

    /// <summary>Hands over weights and batch.</summary>
    /// <param name="model">With proprioception and an L1 head, without FiLM and adapters.</param>
    /// <param name="batch">Prompts of one length.</param>
    /// <param name="compute">What matrix products are computed in.</param>
    /// <param name="threads">Threads of its operators.</param>
    public PolicyInPython(OftModel model, OftBatch batch, ScalarType compute, int threads)
    {
        Write(model, batch);
        python = new("training_bench.py", threads);
        python.Ask("build", file);
        python.Ask("bfloat16", compute == ScalarType.BFloat16 ? "1" : "0");
    }

    /// <summary>Takes one optimizer step.</summary>
    public (double Seconds, double Loss) Step()
    {
        var numbers = python.Ask("step", "1").Split('\t').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (numbers[0] + numbers[1] + numbers[2], numbers[3]);
    }

    /// <summary>The process's largest memory, bytes.</summary>
    public long Peak => long.Parse(python.Ask("peak", "0"), CultureInfo.InvariantCulture);

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        python.Dispose();
        File.Delete(file);
    }

    private void Write(OftModel model, OftBatch batch)
    {
        using var scope = NewDisposeScope();
        var (config, language, prompts) = (model.Config, model.Config.Backbone.Language, batch.Inputs.Prompts);
        if (prompts.IsRagged) throw new ArgumentException("bench training: expected prompts of one length.");
        long[] Row(int row) => [.. prompts[row], .. Enumerable.Repeat((long)language.StartId, config.ActionSlots), language.StopId];
        var ids = tensor(Enumerable.Range(0, prompts.Count).SelectMany(Row).ToArray()).view(prompts.Count, -1);
        var arrays = model.named_parameters().Select(named => ($"weight.{named.name}", (Tensor)named.parameter)).ToList();
        arrays.AddRange(
        [
            ("pixels", batch.Inputs.Pixels), ("ids", ids), ("proprio", batch.Inputs.Proprio!), ("targets", batch.Targets),
            ("heads", tensor(new long[] { config.Backbone.Dino.Heads, config.Backbone.Siglip.Heads, language.Heads })), ("places", tensor(new long[] { prompts.Lengths[0], config.ActionSlots })),
        ]);
        TorchWriter.Write(file, [.. arrays.Select(array => (new TensorEntry(array.Item1, array.Item2.dtype == ScalarType.Int64 ? ElementType.Int64 : ElementType.Float32, array.Item2.shape), (ReadOnlyMemory<byte>)array.Item2.detach().contiguous().bytes.ToArray()))]);
    }
}
